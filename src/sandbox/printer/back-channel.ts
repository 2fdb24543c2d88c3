import type { Faults } from './faults.ts'
import { automaticStatus, isOffline, type PrinterState } from './status.ts'

/** The other end of a connection, as far as the printer's inside knows it. */
export interface Host {
  send: (bytes: Buffer) => void
}

export interface BackChannel {
  attach: (host: Host) => void
  detach: (host: Host) => void
  answer: (host: Host, bytes: Buffer) => void
  /** GS a: which changes to report unasked (bit 0 drawer, 1 on/offline, 2 error, 3 paper); any selection reports at once. */
  selectAutomatic: (items: number) => void
  /** Reports a change to the attached host if its kind is selected. */
  stateMayHaveChanged: () => void
}

/** Everything the printer says: answers, automatic status, and the faults that silence or disturb them. */
export function createBackChannel(faults: Faults, state: () => PrinterState): BackChannel {
  let attached: Host | undefined
  let selected = 0
  let reported = reportable(state())

  function send(host: Host, bytes: Buffer): void {
    if (!faults.has('mute')) host.send(bytes)
  }

  return {
    attach(host) {
      attached = host
      if (faults.has('asbNoise')) send(host, automaticStatus(state()))
    },
    detach(host) {
      if (attached === host) attached = undefined
    },
    answer(host, bytes) {
      if (faults.has('asbNoise')) send(host, automaticStatus(state()))
      send(host, bytes)
    },
    selectAutomatic(items) {
      selected = items
      if (items !== 0 && attached) send(attached, automaticStatus(state()))
    },
    stateMayHaveChanged() {
      const now = reportable(state())
      const changed = now.some((value, item) => value !== reported[item] && (selected & (1 << item)) !== 0)
      reported = now
      if (changed && attached) send(attached, automaticStatus(state()))
    },
  }
}

/** The state in the order of GS a's bits. */
function reportable(state: PrinterState): (boolean | string)[] {
  return [state.drawerOpen, isOffline(state), state.error, state.paper]
}
