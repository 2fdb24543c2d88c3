import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { createClock, type Clock } from '../src/main/clock.ts'
import type { Content } from '../src/main/exports/delivery.ts'
import { closeDay, countDrawer, openDay, type DayParts } from '../src/main/features/day-close.ts'
import { exportJournal } from '../src/main/features/journal-export.ts'
import type { JournalDatabase } from '../src/main/journal/database.ts'
import { createDays } from '../src/main/journal/days.ts'
import { createJournalSearch } from '../src/main/journal/journal-search.ts'
import { createMoneyJournal } from '../src/main/journal/money-journal.ts'
import { openJournal, type OpenedJournal } from '../src/main/journal/open.ts'
import { createReferences } from '../src/main/journal/references.ts'
import { createJobStore } from '../src/main/printing/job-store.ts'
import { createLog } from '../src/main/log.ts'
import { writeSynced } from '../src/main/sealed-files.ts'
import { intent } from './append.ts'
import { against, spread, type Figure, type Row } from './figure.ts'
import { HEADING, nth, ZONE } from './filled-journal.ts'
import { ladder, secrets, type Size } from './ladder.ts'
import { byTurns, elapsedMs } from './rounds.ts'

const RUNGS = [10_000, 100_000, 1_000_000] as const
type Rung = (typeof RUNGS)[number]
const TASKS = ['start', 'append', 'close'] as const
type Task = (typeof TASKS)[number]

const APPENDS = 20
/** What a busy counter does in a day. */
const DAY = 100

const WORDS: Record<Task, string> = {
  start: 'start-up: journal opened, its end held against the seal, one transaction of a crash recovered',
  append: 'append of a transaction, both syncs',
  close: `day close after ${DAY} transactions: count, then close`,
}

export const scale: Figure = {
  id: 'scale',
  async measure(rounds) {
    const counters = await Promise.all(RUNGS.map(async (rung) => [rung, await counterAt(rung)] as const))
    const contenders = Object.fromEntries(
      counters.flatMap(([rung, counter]) => TASKS.map((task) => [`${task} ${rung}`, counter[task]])),
    ) as Record<`${Task} ${Rung}`, () => Promise<number>>
    const measured = await byTurns(rounds, contenders)
    const growth = (task: Task): Row => ({
      figure: `a journal of 1,000,000 rows: ${WORDS[task]}`,
      floor: 'the same over 10,000 rows',
      unit: 'ms',
      ...against(measured[`${task} 1000000`], measured[`${task} 10000`]),
      note: `100,000 rows: ${spread(measured[`${task} 100000`]).median.toPrecision(3)} ms`,
    })
    return [...TASKS.map(growth), await exported(new Map(counters))]
  },
}

type Counter = Record<Task, () => Promise<number>> & { exportAll: () => Promise<Exported> }

/** One counter on a journal of a size; starting it anew is one of the things that are measured. */
async function counterAt(rung: Rung): Promise<Counter> {
  const folder = ladder(rung)
  const clock = createClock()
  const log = createLog(join(folder, 'logs'))
  let index = rung
  let running = await start(folder, clock, log)
  closeEverythingBefore(running.database)
  const begin = () => running.journal.beginSending(intent(nth(index++)))
  return {
    async start() {
      begin()
      running.database.close()
      return elapsedMs(async () => {
        running = await start(folder, clock, log)
        if (running.recovered !== 1) throw new Error(`${running.recovered} transactions were recovered`)
      })
    },
    async append() {
      const sum = await elapsedMs(() => {
        for (let count = 0; count < APPENDS; count += 1) begin()
      })
      running.journal.recover()
      return sum / APPENDS
    },
    async close() {
      const parts = dayParts(running, clock)
      await openDay(parts, { float: rupiah(500_000) })
      for (let count = 0; count < DAY; count += 1)
        running.journal.settle(begin().id, 'confirm', { evidence: 'HTTP 200' }, 'bank')
      return elapsedMs(async () => {
        const { countId } = countDrawer(parts, { pieces: { 'note-100000': 5 }, otherApps: rupiah(0) })
        await closeDay(parts, { countId })
      })
    },
    exportAll: () => exportTo(join(folder, 'journal.csv'), running.database, clock),
  }
}

type Running = OpenedJournal & { journal: ReturnType<typeof createMoneyJournal>; recovered: number }

/** What of app.ts's start touches the journal. */
async function start(folder: string, clock: Clock, log: ReturnType<typeof createLog>): Promise<Running> {
  const opened = await openJournal(folder, secrets, clock, log)
  if (opened.trouble) throw new Error(`the journal is ${opened.trouble}`)
  const { database, audit } = opened
  const journal = createMoneyJournal(database, clock, audit)
  createReferences(database, clock)
  createJournalSearch(database, ZONE)
  createDays(database, clock, audit).overdue(ZONE)
  const jobs = createJobStore(database, clock)
  const recovered = journal.recover().length
  jobs.nextQueued()
  return { ...opened, journal, recovered }
}

/** Everything that was filled in belongs to a day that is closed: the next one counts only what comes. */
function closeEverythingBefore(database: JournalDatabase): void {
  database.exec(`INSERT INTO days VALUES (1, '2024-01-02', '2024-01-02T01:00:00.000Z', 'BNIUS100294', 0, NULL);
    INSERT INTO day_closings SELECT 1, '2024-01-02T10:00:00.000Z', 'BNIUS100294', max(seq), 0, '{}' FROM audit`)
}

const PROFILE: Profile = {
  ...{
    username: 'BNIUS100294',
    name: HEADING.agentName,
    role: 'agent' as const,
    agentCode: HEADING.agentCode,
  },
  ...{ outletCode: '100294', address: HEADING.address, district: 'Jatikalang, Krian' },
  ...{ bankCode: 'BNI', bankName: HEADING.bankName, accentColour: '#ff6f00' },
}

function dayParts({ database, audit, journal }: Running, clock: Clock): DayParts {
  return {
    session: { caller: () => ({ sessionId: 'a-session', profile: PROFILE }) },
    ...{ journal, audit, clock, zone: ZONE, training: false, varianceLimit: rupiah(10_000) },
    days: createDays(database, clock, audit),
    balance: { last: () => undefined, refresh: async () => undefined },
    assertJournal: () => undefined,
    // Closing a day asks no bank, prints nothing and saves nothing.
    ...({} as Pick<DayParts, 'bank' | 'printing' | 'saveFile' | 'reports'>),
  }
}

interface Exported {
  ms: number
  bytes: number
  /** by how much the process grew at most */
  megabytes: number
}

/** The whole journal as a CSV file, written and synced as the program does it, without the dialog. */
async function exportTo(path: string, database: JournalDatabase, clock: Clock): Promise<Exported> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
  const parts = {
    ...{ journalSearch: createJournalSearch(database, ZONE), clock, zone: ZONE },
    language: () => 'id' as const,
    async saveFile(_name: string, make: () => Content | Promise<Content>) {
      await writeSynced(path, await make(), 0o600)
      return path
    },
  }
  const ms = await elapsedMs(() => exportJournal(parts, { search: '', filter: {}, format: 'csv' }))
  clearInterval(watch)
  return { ms, bytes: statSync(path).size, megabytes: Math.round((most - before) / 2 ** 20) }
}

/** Once for each size: the largest takes as long as all other figures of this file. */
async function exported(counters: Map<Size, Counter>): Promise<Row> {
  const [small, middle, large] = [10_000, 100_000, 1_000_000].map((rung) => ({
    rung,
    ...{ counter: counters.get(rung as Rung)! },
  }))
  const each = async ({ rung, counter }: NonNullable<typeof small>) => {
    const { ms, bytes, megabytes } = await counter.exportAll()
    return { us: (ms * 1_000) / rung, bytes, megabytes }
  }
  const [s, m, l] = [await each(small!), await each(middle!), await each(large!)]
  return {
    figure: 'a journal of 1,000,000 rows: all of it as CSV, per row',
    floor: 'the same over 10,000 rows',
    unit: 'µs',
    ...against([l.us], [s.us]),
    note: `100,000 rows: ${m.us.toPrecision(3)} µs; ${Math.round(l.bytes / 2 ** 20)} MB written; memory grew by ${s.megabytes}, ${m.megabytes} and ${l.megabytes} MB at most; one round`,
  }
}
