import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { documentProfile } from '../../tests/support/counter.ts'
import { AGENT, startBank } from '../../tests/support/sandbox.ts'
import { signIn } from './bank/authentication.ts'
import { askSmallest, createConnectionProbe } from './connection-probe.ts'

describe('looking for a bank that was lost', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A probe whose questions end as `answers` says: true brings the line back. */
  function probing(answers: boolean[]) {
    const asked: number[] = []
    const began = Date.now()
    const probe = createConnectionProbe(
      async () => {
        asked.push(Math.round((Date.now() - began) / 1000))
        probe.heard(answers.shift() ? 'online' : 'offline')
      },
      () => 0.5,
    )
    return { probe, asked }
  }
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

  it('asks nothing while the line is good, or nobody knows', async () => {
    const { probe, asked } = probing([])
    probe.heard('unproven')
    probe.heard('online')
    await pass(600)
    expect(asked).toEqual([])
  })

  it('asks soon, then more and more seldom, until the bank answers', async () => {
    const { probe, asked } = probing([false, false, false, false, false, true])
    probe.heard('offline')
    await pass(600)
    expect(asked).toEqual([5, 15, 35, 65, 125, 185])
  })

  it('is quiet again as soon as anything else was answered, and begins anew when it is lost again', async () => {
    const { probe, asked } = probing([false, false])
    probe.heard('offline')
    await pass(6)
    probe.heard('online')
    await pass(60)
    expect(asked).toEqual([5])
    probe.heard('offline')
    await pass(5)
    expect(asked).toEqual([5, 71])
  })

  it('does not ask twice where several calls failed together', async () => {
    const { probe, asked } = probing([true])
    probe.heard('offline')
    probe.heard('offline')
    await pass(60)
    expect(asked).toHaveLength(1)
  })

  it('stands a question that cannot be asked, and ends with the program', async () => {
    const ask = vi.fn(async () => Promise.reject(new Error('nobody is signed in')))
    const probe = createConnectionProbe(ask, () => 0.5)
    probe.heard('offline')
    await pass(5)
    expect(ask).toHaveBeenCalledOnce()
    probe.heard('offline')
    probe.stop()
    probe.heard('offline')
    await pass(600)
    expect(ask).toHaveBeenCalledOnce()
  })
})

it('asks a real bank one thing that moves nothing, with the session', async () => {
  const { client, sandbox, received } = await startBank()
  const { sessionId } = await signIn(client, AGENT.username, AGENT.password)
  await askSmallest(client, { caller: () => ({ sessionId, profile: documentProfile }) })()
  expect(received('/master/salaries')).toBe(1)
  expect(sandbox.requests().at(-1)?.headers['sessionid']).toBe(sessionId)
})
