import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Status } from '#shared/contract.ts'
import { call, listen } from '../api.ts'

const NOTHING_KNOWN: Status = {
  connection: 'unproven',
  printer: 'unproven',
  printQueue: 0,
  openUnknowns: 0,
  owedCash: 0,
  lowBalance: false,
  clockOffsetMs: 0,
}

/** What the status line says: connection, printer, queue, open unknowns, and how far this PC's clock is off. */
export const useStatus = defineStore('status', () => {
  const status = shallowRef<Status>(NOTHING_KNOWN)
  const offline = computed(() => status.value.connection === 'offline')
  const moneyBlocked = computed(() => status.value.moneyBlocked)

  /** Trustworthy now. */
  const now = () => new Date(Date.now() + status.value.clockOffsetMs)

  async function start(): Promise<void> {
    listen('status.changed', (next) => (status.value = next))
    const current = await call('app.status', {})
    if (current.ok) status.value = current.value
  }

  return { status, offline, moneyBlocked, now, start }
})
