import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listenTo, newCompletionId } from './replies.ts'

function listening() {
  const stream = new PassThrough()
  const stop = new AbortController()
  return { stream, stop, replies: listenTo(stream, stop.signal) }
}

/** Four bytes of automatic status with any content (Epson ESC/POS reference, GS a). */
const automaticStatus = fc
  .tuple(fc.nat(0xff), fc.nat(0xff), fc.nat(0xff), fc.nat(0xff))
  .map(([first, ...rest]) => [(first & 0b0110_1100) | 0b0001_0000, ...rest.map((byte) => byte & 0b0110_1111)])
const realTimeStatus = fc.nat(0xff).map((byte) => [(byte & 0b0110_1100) | 0b0001_0010])

describe('what a printer says', () => {
  test('its answers are told from automatic status, however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(automaticStatus, { maxLength: 3 }),
        realTimeStatus,
        fc.array(automaticStatus, { maxLength: 3 }),
        fc.nat(30),
        async (before, [answer], after, cut) => {
          const { stream, replies } = listening()
          const heard = replies.nextStatus(1_000)
          const bytes = Buffer.from([...before.flat(), answer!, ...after.flat()])
          stream.write(bytes.subarray(0, cut))
          stream.write(bytes.subarray(cut))
          expect(await heard).toBe(answer)
        },
      ),
    )
  })

  test('automatic status alone is no answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(automaticStatus, { minLength: 1, maxLength: 5 }), async (noise) => {
        const { stream, replies } = listening()
        stream.end(Buffer.from(noise.flat()))
        expect(await replies.nextStatus(1_000)).toBeUndefined()
        expect(replies.heardStatus()).toBe(false)
      }),
    )
  })

  test('a completion counts with its own id, in pieces too, and holds no answer', async () => {
    const { stream, replies } = listening()
    for (const byte of Buffer.from('7"2626\0', 'latin1')) stream.write(Buffer.of(byte))
    expect(await replies.until(() => replies.completed('2626'), 1_000)).toBe(true)
    expect(replies.completed('ABCD')).toBe(false)
    expect(replies.heardStatus()).toBe(false)
  })

  test('an answer from before the question does not count', async () => {
    const { stream, replies } = listening()
    stream.write(Buffer.of(0x12))
    await replies.until(() => replies.heardStatus(), 1_000)
    const heard = replies.nextStatus(1_000)
    stream.write(Buffer.of(0x1a))
    expect(await heard).toBe(0x1a)
  })

  test('nobody waits for a printer that has hung up, nor when the program ends', async () => {
    const gone = listening()
    gone.stream.destroy()
    expect(await gone.replies.nextStatus(60_000)).toBeUndefined()
    expect(gone.replies.closed()).toBe(true)
    const ended = listening()
    const waiting = ended.replies.nextStatus(60_000)
    ended.stop.abort()
    expect(await waiting).toBeUndefined()
  })
})

test('the ids of jobs look like no answer of a printer', () => {
  for (let n = 0; n < 200; n++) {
    const id = newCompletionId()
    expect(id).toMatch(/^[A-O]{4}$/)
    expect([...Buffer.from(id)].some((byte) => (byte & 0x93) === 0x12)).toBe(false)
  }
})
