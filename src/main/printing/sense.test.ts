import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createSense } from './sense.ts'
import type { PrinterWord, Transport, TransportResult } from './transport.ts'

const confirmed: TransportResult = { state: 'confirmed', bytesWritten: 3, printer: 'ready' }
const NEVER = new AbortController().signal

/** A transport whose looks and jobs end when the test says so. */
function createHeldTransport() {
  const looks: { say: (word: PrinterWord) => void; signal: AbortSignal }[] = []
  const jobs: { say: (result: TransportResult) => void; told: (word: PrinterWord) => void }[] = []
  let busy = 0
  let overlapped = false
  const enter = () => {
    overlapped ||= ++busy > 1
  }
  const transport: Transport = {
    print: (_job, watch) =>
      new Promise((resolve) => {
        enter()
        const say = (result: TransportResult) => {
          busy--
          resolve(result)
        }
        jobs.push({ say, told: watch!.told })
      }),
    look: (signal) =>
      new Promise((resolve) => {
        enter()
        const say = (word: PrinterWord) => {
          busy--
          resolve(word)
        }
        signal.addEventListener('abort', () => say('silent'))
        looks.push({ say, signal })
      }),
  }
  return { transport, looks, jobs, overlapped: () => overlapped }
}

function startSense(transport: Transport | undefined, lookEveryMs = 60_000) {
  const words: PrinterWord[] = []
  const sense = createSense(transport, () => words.push(sense.word()), lookEveryMs)
  onTestFinished(sense.close)
  sense.start()
  return { ...sense, words }
}

const seen = <T>(list: T[], count: number) => vi.waitFor(() => expect(list).toHaveLength(count))

describe('the printer in the status line', () => {
  test('is unproven until it was looked at, then says what it says', async () => {
    const held = createHeldTransport()
    const sense = startSense(held.transport)
    expect(sense.word()).toBe('unproven')
    await seen(held.looks, 1)
    held.looks[0]!.say('paper-low')
    await seen(sense.words, 1)
    expect(sense.words).toEqual(['paper-low'])
  })

  test('is none where there is none, and nothing is printed', async () => {
    const sense = startSense(undefined)
    expect(sense.word()).toBe('none')
    expect(await sense.print(Buffer.of(1), NEVER)).toMatchObject({
      state: 'failed-unsent',
      reason: 'no-printer',
    })
  })

  test('is looked at again and again', async () => {
    const held = createHeldTransport()
    const sense = startSense(held.transport, 1)
    await seen(held.looks, 1)
    held.looks[0]!.say('ready')
    await seen(held.looks, 2)
    held.looks[1]!.say('offline')
    await vi.waitFor(() => expect(sense.word()).toBe('offline'))
  })

  test('is told by a job while it waits, and by its end', async () => {
    const held = createHeldTransport()
    const sense = startSense(held.transport)
    const printing = sense.print(Buffer.of(1), NEVER)
    await seen(held.jobs, 1)
    held.jobs[0]!.told('paper-out')
    expect(sense.word()).toBe('paper-out')
    held.jobs[0]!.say(confirmed)
    await printing
    expect(sense.word()).toBe('ready')
  })

  test('a job calls off the look that is under way, and no look begins during it', async () => {
    const held = createHeldTransport()
    const sense = startSense(held.transport, 1)
    await seen(held.looks, 1)
    const printing = sense.print(Buffer.of(1), NEVER)
    await seen(held.jobs, 1)
    expect(held.looks[0]!.signal.aborted).toBe(true)
    // What a look that was called off says is not believed.
    expect(sense.word()).toBe('unproven')
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(held.looks).toHaveLength(1)
    held.jobs[0]!.say(confirmed)
    await printing
    await seen(held.looks, 2)
    expect(held.overlapped()).toBe(false)
  })

  test('a look that breaks tells nothing, and is not the last', async () => {
    let looks = 0
    const sense = startSense(
      {
        print: async () => confirmed,
        look: async () => {
          if (++looks === 1) throw new TypeError('a fault of ours')
          return 'ready'
        },
      },
      1,
    )
    await vi.waitFor(() => expect(sense.word()).toBe('ready'))
    expect(sense.words).toEqual(['silent', 'ready'])
  })

  test('another printer begins unproven, and the old one is not heard any more', async () => {
    const old = createHeldTransport()
    const next = createHeldTransport()
    const sense = startSense(old.transport)
    const printing = sense.print(Buffer.of(1), NEVER)
    await seen(old.jobs, 1)
    sense.use(next.transport)
    old.jobs[0]!.say(confirmed)
    await printing
    expect(sense.word()).toBe('unproven')
  })

  test('another printer is looked at as soon as the look at the old one has ended', async () => {
    const old = createHeldTransport()
    const next = createHeldTransport()
    const sense = startSense(old.transport)
    await seen(old.looks, 1)
    sense.use(next.transport)
    await seen(next.looks, 1)
    next.looks[0]!.say('ready')
    await vi.waitFor(() => expect(sense.word()).toBe('ready'))
  })
})
