import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { intentOf, openJournal } from '../../../tests/support/journal.ts'
import { eventLog } from '../../../tests/support/logs.ts'
import { recordingPrinter } from '../../../tests/support/printers.ts'
import { createKeptMemory } from '../printing/memory.ts'
import { createPrintQueue } from '../printing/queue.ts'
import { createAudit } from './audit.ts'
import { createDays } from './days.ts'
import { createExchanges } from './exchange.ts'
import { createJournalSearch } from './journal-search.ts'
import { createKeptAnswers } from './kept-answers.ts'
import { createMoneyJournal } from './money-journal.ts'
import { createMonthCounts } from './month-counts.ts'
import { journalNotice } from './notice.ts'
import { createOpeningDrafts } from './opening-drafts.ts'
import { createPhotoRecords } from './photo-records.ts'
import { createReferences } from './references.ts'
import { createRetention } from './retention.ts'

const MAIN = join(import.meta.dirname, '..')

interface Prepared {
  sql: string
  /** the file of src/main that prepared it */
  file: string
}

/**
 * Everything of src/main that has statements of its own, built and used over one journal as app.ts builds it, and what it really
 * prepared meanwhile.
 */
async function prepareEverything() {
  const database = openJournal()
  const prepared: Prepared[] = []
  const prepare = database.prepare.bind(database)
  database.prepare = (sql: string) => {
    prepared.push({ sql, file: callerOf(new Error().stack ?? '') })
    return prepare(sql)
  }

  const clock = testClock()
  const audit = createAudit(database, clock, 'a-test-key')
  const journal = createMoneyJournal(database, clock, audit)
  const { id } = journal.beginSending(intentOf())
  audit.verify()
  await audit.verifyOf(id)
  createReferences(database, clock)
  createDays(database, clock, audit)
  createExchanges(database, audit)
  createKeptAnswers(database)
  createMonthCounts(database, 'WIB')
  createOpeningDrafts(database, clock, audit)
  createPhotoRecords(database, clock)
  const search = createJournalSearch(database, 'WIB')
  await search.catchUp()
  journalNotice(database, audit)
  createRetention({ ...{ database, audit, search, clock }, log: eventLog() }, 1_827)
  createKeptMemory(database, 'tcp://printer')
  await createPrintQueue(database, recordingPrinter(), 32, clock, eventLog(), () => undefined).close()
  return {
    prepared,
    planOf: (sql: string) => prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[],
  }
}

/** The nearest file of src/main on the stack. */
function callerOf(stack: string): string {
  const files = [...stack.matchAll(/(?:file:\/\/)?(\/[^():]+\.ts)/g)].map(([, path = '']) =>
    relative(MAIN, path),
  )
  return files.find((file) => !file.startsWith('..') && !file.endsWith('.test.ts')) ?? ''
}
/** Steps that walk through a whole table or index, and why each of them may. Everything else that does is found below. */
const MAY_WALK: readonly { step: RegExp; of: RegExp; why: string }[] = [
  { step: /^SCAN audit$/, of: /ORDER BY seq DESC LIMIT 1$/, why: 'reads one entry, from the end' },
  { step: /^SCAN money$/, of: /state IS NOT \(.*\)\) LIMIT 1$/, why: '--verify-journal looks at everything' },
  {
    step: /^SCAN (money|audit)$/,
    of: /subject NOT IN \(SELECT id FROM money\)/,
    why: '--verify-journal looks for what is gone too',
  },
  { step: /money_held$/, of: /FROM money/, why: 'that index has only the cash that is held now' },
  { step: /day_closings_waiting$/, of: /day_closings/, why: 'only days with a variance, one row a day' },
  { step: /^SCAN opening_drafts$/, of: /^DELETE/, why: 'one row for each teller; once at a start' },
  { step: /photos_kept$/, of: /FROM photos/, why: 'that index has only pictures that are not shredded yet' },
  { step: /^SCAN CONSTANT ROW$/, of: /total_changes/, why: 'reads no table' },
  { step: /^SCAN journal_indexed$/, of: /journal_indexed/, why: 'one row' },
  {
    step: /^SCAN journal_words VIRTUAL TABLE INDEX \d+:(M|=)/,
    of: /MATCH|rowid = /,
    why: 'a look-up in the index of words',
  },
]

/** Opening looks at the version, and whether there is an entry; a restored copy is looked at as a whole before anybody works with it. */
const BEFORE_THE_START = ['database.ts', 'open.ts', 'restore.ts'].map((file) => join('journal', file))

const flowing = (sql: string) => sql.replace(/\s+/g, ' ').trim()

describe('the plans of all statements that the program prepares', () => {
  it('read by keys: none walks through a table that grows with the journal', async () => {
    const { prepared, planOf } = await prepareEverything()
    const used = new Set<string>()
    const walks = prepared.flatMap(({ sql, file }) =>
      planOf(sql)
        .filter(({ detail }) => detail.startsWith('SCAN '))
        .filter(({ detail }) => {
          const reason = MAY_WALK.find(({ step, of }) => step.test(detail) && of.test(flowing(sql)))
          if (reason) used.add(reason.why)
          return reason === undefined
        })
        .map(({ detail }) => `${file}: ${detail}: ${flowing(sql)}`),
    )
    expect(walks).toEqual([])
    expect(MAY_WALK.map(({ why }) => why).filter((why) => !used.has(why))).toEqual([])
  })

  it('are of every file that has statements', async () => {
    const { prepared } = await prepareEverything()
    const files = (readdirSync(MAIN, { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) => /\bdatabase\s*\.prepare\(/.test(readFileSync(join(MAIN, file), 'utf8')))
      .filter((file) => !BEFORE_THE_START.includes(file))
    expect([...new Set(prepared.map(({ file }) => file))].sort()).toEqual(files.sort())
  })

  it('count a month, and what is open, in an index alone or nearly so', async () => {
    const { prepared, planOf } = await prepareEverything()
    const planIncluding = (part: string) =>
      prepared.filter(({ sql }) => sql.includes(part)).map(({ sql }) => planOf(sql)[0]!.detail)
    expect(planIncluding('GROUP BY day, kind')).toEqual([
      expect.stringMatching(/^SEARCH money USING COVERING INDEX money_by_day/),
    ])
    for (const plan of planIncluding(`AND state = '`)) expect(plan).toMatch(/INDEX money_by_state/)
    expect(planIncluding('count(*) AS n FROM money WHERE state IN').length).toBeGreaterThan(1)
  })
})
