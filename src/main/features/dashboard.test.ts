import { describe, expect, it } from 'vitest'
import type { Month } from '#shared/graphs.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import { documentProfile } from '../../../tests/support/counter.ts'
import { answerJson, startHttpServer } from '../../../tests/support/http-server.ts'
import { openJournal } from '../../../tests/support/journal.ts'
import { createBankClient } from '../bank/client.ts'
import { createShownGraphs } from '../exports/shown-graphs.ts'
import { createKeptAnswers } from '../journal/kept-answers.ts'
import { createTurns } from '../turns.ts'
import { createBankHttp } from '../wire/http.ts'
import { readBsa, readGraph } from './dashboard.ts'

const october = '2026-10' as Month
const november = '2026-11' as Month

/** A dashboard over a bank that answers with how often it was asked. */
async function openBoard(answer: () => object | undefined = () => undefined) {
  let asked = 0
  const server = await startHttpServer((_request, response) => {
    asked++
    answerJson(
      response,
      answer() ?? { code: '00', message: '', data: [{ graph_title: 'Setor Tunai', graph_count: asked }] },
    )
  })
  const clock = testClock()
  clock.learn(clock.now().toUTCString())
  const caller = { sessionId: 'a-session', profile: documentProfile }
  return {
    clock,
    asked: () => asked,
    be: (username: string) => (caller.profile = { ...documentProfile, username }),
    parts: {
      bank: createBankClient(createBankHttp(server.url, 30_000), () => undefined),
      session: { caller: () => caller },
      clock,
      keptAnswers: createKeptAnswers(openJournal()),
      bankHost: 'bank.example',
      graphTurns: createTurns(3),
      shownGraphs: createShownGraphs(),
    },
  }
}

describe('a month of BSA', () => {
  it('that is over is asked once, until it is wanted anew', async () => {
    const { parts, asked } = await openBoard()
    const first = await readBsa(parts, { month: october, anew: false })
    expect(first).toMatchObject({
      month: october,
      whole: true,
      entries: [{ title: 'Setor Tunai', count: 1 }],
    })
    expect(await readBsa(parts, { month: october, anew: false })).toEqual(first)
    expect(asked()).toBe(1)
    expect((await readBsa(parts, { month: october, anew: true })).entries[0]?.count).toBe(2)
    expect((await readBsa(parts, { month: october, anew: false })).entries[0]?.count).toBe(2)
  })

  it('that could not be had anew is what was kept, and says so', async () => {
    let broken = false
    const { parts } = await openBoard(() => (broken ? { code: '-1', message: 'SYSTEM ERROR' } : undefined))
    const first = await readBsa(parts, { month: october, anew: false })
    expect(first.notRenewed).toBeUndefined()
    broken = true
    expect(await readBsa(parts, { month: october, anew: true })).toEqual({ ...first, notRenewed: true })
    expect(parts.shownGraphs.find(`bsa ${october}`, documentProfile.username)).toMatchObject({ at: first.at })
    await expect(readBsa(parts, { month: '2026-09' as typeof october, anew: true })).rejects.toMatchObject({
      failure: { code: 'REFUSED' },
    })
  })

  it('gives nothing kept to somebody whose session has ended', async () => {
    let ended = false
    const { parts } = await openBoard(() =>
      ended ? { code: 'SESSION_NOT_FOUND', message: 'Session tidak ditemukan' } : undefined,
    )
    await readBsa(parts, { month: october, anew: false })
    ended = true
    await expect(readBsa(parts, { month: october, anew: true })).rejects.toMatchObject({
      failure: { code: 'SESSION_EXPIRED' },
    })
  })

  it('that is not over is asked every time, and never kept for when it is', async () => {
    const { parts, clock, asked } = await openBoard()
    expect(await readBsa(parts, { month: november, anew: false })).toMatchObject({ whole: false })
    clock.pass(10 * 24 * 3_600_000)
    expect(await readBsa(parts, { month: november, anew: false })).toMatchObject({ whole: true })
    expect(asked()).toBe(2)
  })

  it('without data is empty, and asked again: the bank may get to it', async () => {
    const { parts, asked } = await openBoard(() => ({
      code: 'NOT_FOUND',
      message: 'Data tidak ditemukan!',
      data: {},
    }))
    expect(await readBsa(parts, { month: october, anew: false })).toMatchObject({ entries: [] })
    await readBsa(parts, { month: october, anew: false })
    expect(asked()).toBe(2)
  })

  it('is kept for whoever asked: another may be shown other figures', async () => {
    const { parts, be, asked } = await openBoard()
    await readBsa(parts, { month: october, anew: false })
    be('BNISPV014001')
    await readBsa(parts, { month: october, anew: false })
    expect(asked()).toBe(2)
  })
})

describe('what exports are made of', () => {
  it('is what was answered last, and nothing after a failure', async () => {
    let broken = false
    const { parts } = await openBoard(() => (broken ? { code: '-1', message: 'SYSTEM ERROR' } : undefined))
    const shown = () => parts.shownGraphs.find('bill', documentProfile.username)?.entries[0]?.count
    await readGraph(parts, { graph: 'bill' })
    expect(shown()).toBe(1)
    broken = true
    await expect(readGraph(parts, { graph: 'bill' })).rejects.toMatchObject({ failure: { code: 'REFUSED' } })
    expect(shown()).toBeUndefined()
  })

  it('is nobody else’s', async () => {
    const { parts } = await openBoard()
    await readGraph(parts, { graph: 'bill' })
    expect(parts.shownGraphs.find('bill', 'BNISPV014001')).toBeUndefined()
  })
})
