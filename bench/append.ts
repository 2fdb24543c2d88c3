import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { AttemptId, Reference, TransactionId } from '#shared/references.ts'
import { createAudit } from '../src/main/journal/audit.ts'
import { createClock } from '../src/main/clock.ts'
import { openDatabase } from '../src/main/journal/database.ts'
import { createMoneyJournal } from '../src/main/journal/money-journal.ts'
import type { Intent } from '../src/main/journal/money-row.ts'
import { against, quantile, type Figure } from './figure.ts'
import { AUDIT_KEY, fillJournal, HEADING, JOURNAL_KEY, nth, ZONE } from './filled-journal.ts'
import { inFolder } from './place.ts'
import { byTurns, elapsedMs } from './rounds.ts'

/** A counter's journal after some weeks: its indexes are trees by then, not single pages. */
const ROWS = 5_000
/** A round is so many turns of so many appends: the disk's moods are longer than one turn and meet everyone alike. */
const TURNS = 5
const APPENDS = 20
/** What audit.ts writes for the chain's head. */
const HEAD_BYTES = 96

export const append: Figure = {
  id: 'append',
  measure: (rounds) =>
    inFolder(async (folder) => {
      const path = join(folder, 'journal.db')
      fillJournal(path, 0, ROWS)
      const appendOne = appender(path, join(folder, 'journal.head'))
      const bytes = bytesOfOne(path, appendOne)
      const [log, head] = [openSync(join(folder, 'raw'), 'a'), openSync(join(folder, 'raw.head'), 'w')]
      const [page, mark] = [Buffer.alloc(bytes, 1), Buffer.alloc(HEAD_BYTES, 2)]
      const synced = (file: number, data: Buffer, at?: number) => {
        writeSync(file, data, 0, data.length, at)
        fdatasyncSync(file)
      }
      const many = async (once: () => void) =>
        (await elapsedMs(() => {
          for (let count = 0; count < APPENDS; count += 1) once()
        })) / APPENDS
      const turns = await byTurns(rounds * TURNS, {
        ours: () => many(appendOne),
        raw: () => many(() => synced(log, page)),
        two: () =>
          many(() => {
            synced(log, page)
            synced(head, mark, 0)
          }),
      })
      const { ours, raw, two } = {
        ours: byRound(turns.ours),
        raw: byRound(turns.raw),
        two: byRound(turns.two),
      }
      closeSync(log)
      closeSync(head)
      return [
        {
          figure: 'journal append, both syncs: the commit, then the chain’s head in its own file',
          floor: 'raw append and raw overwrite of the same bytes, fdatasync each',
          unit: 'ms',
          ...against(ours, two),
          goal: { of: 'ratio', atMost: 1.1 },
          note: `${bytes} bytes a commit`,
        },
        {
          figure: 'the same, against one sync',
          floor: 'raw append of the commit’s bytes alone, one fdatasync',
          unit: 'ms',
          ...against(ours, raw),
        },
      ]
    }),
}

const byRound = (turns: number[]): number[] =>
  Array.from({ length: turns.length / TURNS }, (_, round) =>
    quantile(
      turns.slice(round * TURNS, (round + 1) * TURNS).sort((one, other) => one - other),
      0.5,
    ),
  )

/** One more deposit at its sending mark, exactly as the product makes it. */
function appender(path: string, headFile: string): () => void {
  const database = openDatabase(path, JOURNAL_KEY)
  const clock = createClock()
  const journal = createMoneyJournal(database, clock, createAudit(database, clock, AUDIT_KEY, headFile))
  let index = ROWS
  return () => journal.beginSending(intent(nth(index++)))
}

export const intent = (row: ReturnType<typeof nth>): Intent => ({
  id: randomUUID() as string as TransactionId,
  attemptId: randomUUID() as string as AttemptId,
  reference: row.reference satisfies Reference,
  ...{ kind: 'deposit', account: row.account, accountName: row.accountName, amount: row.amount },
  ...{ quotedFee: row.fee, narration: 'Setor tunai', teller: row.teller, host: 'bank.example' },
  sentBody: { toAccount: row.account, name: row.accountName, amount: String(row.amount / 100n) },
  facts: { heading: HEADING, training: false, zone: ZONE, bankPhone: '1500046' },
})

/** By how much the log grows with one commit: averaged over so few that it is not folded into the journal meanwhile. */
function bytesOfOne(path: string, appendOne: () => void): number {
  const times = 20
  appendOne()
  const before = statSync(`${path}-wal`).size
  for (let count = 0; count < times; count += 1) appendOne()
  return Math.round((statSync(`${path}-wal`).size - before) / times)
}
