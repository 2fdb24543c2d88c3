import { createBackChannel, type Host } from './back-channel.ts'
import { createDecoder } from './decoder.ts'
import type { FaultOf, Faults } from './faults.ts'
import { finishedJob, type Job, type JobEnd, type JobRecord } from './job.ts'
import { pageText, type Mark, type PrinterColumns } from './page.ts'
import type { Question } from './print-state.ts'
import { createRealTimeScanner } from './real-time.ts'
import { createReceiveBuffer } from './receive-buffer.ts'
import {
  MODEL_NAME,
  completionNotice,
  drawerPinStatus,
  identity,
  paperSensorStatus,
  realTimeStatus,
  type PrinterState,
} from './status.ts'

export interface MechanismOptions {
  columns: PrinterColumns
  /** How long the paper takes for one line; 0 prints at once. */
  lineMs: number
  faults: Faults
  onJob: (job: Job) => void
  /** Something was printed, so the receive buffer may have room again. */
  onRoom: () => void
  /** The printer lost power: every connection is gone. */
  onRestart: () => void
}

/** The printer without its network: receive buffer, decoder, paper, sensors and answers. */
export interface Mechanism {
  connected: (host: Host) => void
  receive: (host: Host, bytes: Buffer) => void
  /** The connection is gone; its job ends once what it sent is printed. */
  hungUp: (host: Host) => void
  /** How many bytes may be received now. */
  roomBytes: () => number
  faultsChanged: () => void
  state: () => PrinterState
  closeDrawer: () => void
  /** Text on the paper since the last job. */
  textSoFar: () => string
  stop: () => void
}

export function createMechanism(options: MechanismOptions): Mechanism {
  const { columns, faults } = options
  const decoder = createDecoder(columns)
  const buffer = createReceiveBuffer<Host>()
  const scanners = new Map<Host, (byte: number) => number | undefined>()
  let job = newJob(1)
  let drawerOpen = false
  let linesPrinted = 0
  let paperFault: { fault: FaultOf<'paperOut'>; lastLine: number } | undefined
  let pumping = false
  let resting: NodeJS.Timeout | undefined

  const state = (): PrinterState => ({
    paper: paper(),
    coverOpen: faults.has('coverOpen'),
    drawerOpen,
    error: !!job.error,
  })
  const backChannel = createBackChannel(faults, state)

  function paper(): PrinterState['paper'] {
    if (paperFault && linesPrinted >= paperFault.lastLine) return 'out'
    return faults.has('paperLow') ? 'near-end' : 'ok'
  }

  /** Prints what was received until it is used up, the printer goes offline, or the paper is still moving. */
  function pump(): void {
    if (pumping) return
    pumping = true
    while (resting === undefined && paper() !== 'out' && !faults.has('coverOpen') && printNext());
    pumping = false
    backChannel.stateMayHaveChanged()
    options.onRoom()
  }

  function printNext(): boolean {
    const next = buffer.take()
    if (next === undefined) return false
    if (next.byte === undefined) finishJob('disconnect')
    else decodeByte(next.host, next.byte)
    return true
  }

  function decodeByte(host: Host, byte: number): void {
    job.bytes.push(byte)
    const step = decoder.push(byte)
    job.error ??= step.error
    if (!step.marks.every(print)) return
    for (const question of step.questions) answer(host, question)
  }

  /** False where the printer lost power instead. */
  function print(mark: Mark): boolean {
    const restart = faults.get('restartMidJob')
    if (restart && countLines(job.marks) >= restart.afterLines) {
      losePower()
      return false
    }
    job.marks.push(mark)
    if (mark.kind === 'drawer') drawerOpen = true
    if (mark.kind === 'text') linePrinted()
    if (mark.kind === 'cut') finishJob('cut')
    return true
  }

  function linePrinted(): void {
    linesPrinted++
    if (options.lineMs === 0) return
    resting = setTimeout(() => {
      resting = undefined
      pump()
    }, options.lineMs)
  }

  function losePower(): void {
    faults.clear('restartMidJob')
    buffer.empty()
    finishJob('restart')
    decoder.reset()
    backChannel.selectAutomatic(0)
    options.onRestart()
  }

  function finishJob(end: JobEnd): void {
    const { unprintedText, error } = decoder.beginJob()
    const record: JobRecord = { ...job, end, unprintedText, error: job.error ?? error }
    const isNothing = record.marks.length === 0 && unprintedText === '' && record.error === undefined
    job = newJob(isNothing ? record.index : record.index + 1)
    if (!isNothing) options.onJob(finishedJob(record, columns))
  }

  function answer(host: Host, question: Question): void {
    switch (question.kind) {
      case 'paper-sensor':
        return backChannel.answer(host, Buffer.of(paperSensorStatus(state())))
      case 'drawer-pin':
        return backChannel.answer(host, Buffer.of(drawerPinStatus(state())))
      case 'identity':
        return backChannel.answer(
          host,
          identity(question.item, faults.get('wrongModelName')?.name ?? MODEL_NAME),
        )
      case 'completed':
        return backChannel.answer(host, completionNotice(question.processId))
      case 'auto-status':
        return backChannel.selectAutomatic(question.items)
    }
  }

  return {
    connected(host) {
      scanners.set(host, createRealTimeScanner())
      backChannel.attach(host)
    },
    receive(host, bytes) {
      const scan = scanners.get(host)
      for (const byte of bytes) {
        const request = scan?.(byte)
        if (request !== undefined) backChannel.answer(host, Buffer.of(realTimeStatus(state(), request)))
      }
      buffer.put(host, bytes)
      pump()
    },
    hungUp(host) {
      scanners.delete(host)
      backChannel.detach(host)
      buffer.putEnd(host)
      pump()
    },
    roomBytes: buffer.roomBytes,
    faultsChanged() {
      const fault = faults.get('paperOut')
      if (fault !== paperFault?.fault) {
        paperFault = fault && { fault, lastLine: linesPrinted + fault.afterLines }
      }
      pump()
    },
    state,
    closeDrawer() {
      drawerOpen = false
      backChannel.stateMayHaveChanged()
    },
    textSoFar: () => pageText(job.marks, columns),
    stop: () => clearTimeout(resting),
  }
}

function newJob(index: number): Pick<JobRecord, 'index' | 'bytes' | 'marks' | 'error'> {
  return { index, bytes: [], marks: [], error: undefined }
}

function countLines(marks: readonly Mark[]): number {
  return marks.filter((mark) => mark.kind === 'text').length
}
