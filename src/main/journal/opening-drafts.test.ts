import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emptyOpening } from '#shared/opening.ts'
import type { AttemptId } from '#shared/references.ts'
import { toInstant } from '#shared/time.ts'
import { testClock } from '../../../tests/support/clocks.ts'
import {
  intentOf,
  JOURNAL_KEY,
  moneyJournalOf,
  newJournalPath,
  openAudit,
  openJournal,
} from '../../../tests/support/journal.ts'
import { documentOpening } from '../../../tests/support/opening.ts'
import { createOpeningDrafts } from './opening-drafts.ts'

const TELLER = 'BNIUS100294'
const NO_CONSENT = expect.objectContaining({
  failure: { code: 'INVALID_INPUT', field: 'consent', rule: 'consent' },
})

function openDrafts(path = newJournalPath()) {
  const database = openJournal(path)
  const clock = testClock()
  const audit = openAudit(database, clock)
  const drafts = createOpeningDrafts(database, clock, audit)
  return { database, clock, audit, drafts, journal: moneyJournalOf(database, clock) }
}

describe('a draft', () => {
  it('begins with the consent of the customer, which the audit chain keeps', () => {
    const { drafts, clock, audit } = openDrafts()
    expect(drafts.find(TELLER)).toBeUndefined()
    const at = drafts.begin(TELLER)
    expect(at).toBe(toInstant(clock.now()))
    expect(drafts.find(TELLER)).toEqual({ consentedAt: at, savedAt: at, entries: emptyOpening() })
    expect(audit.of('')).toMatchObject([{ actor: TELLER, event: 'consent', at }])
  })

  it('is not kept, nor sent, before that', () => {
    const { drafts } = openDrafts()
    expect(() => drafts.save(TELLER, documentOpening)).toThrow(NO_CONSENT)
    expect(() => drafts.sendAs(TELLER, 'attempt' as AttemptId)).toThrow(NO_CONSENT)
  })

  it("is its teller's own, and the next consent empties it", () => {
    const { drafts } = openDrafts()
    drafts.begin(TELLER)
    drafts.save(TELLER, documentOpening)
    expect(drafts.find('another')).toBeUndefined()
    expect(drafts.find(TELLER)?.entries).toEqual(documentOpening)
    drafts.begin(TELLER)
    expect(drafts.find(TELLER)?.entries).toEqual(emptyOpening())
    drafts.discard(TELLER)
    expect(drafts.find(TELLER)).toBeUndefined()
  })

  it.each(['confirm', 'lose'] as const)('is used up by what it sent: %s', (event) => {
    const { drafts, journal } = openDrafts()
    drafts.begin(TELLER)
    const intent = intentOf({ kind: 'open-account' })
    drafts.sendAs(TELLER, intent.attemptId)
    expect(drafts.find(TELLER)).toBeDefined()
    journal.beginSending(intent)
    expect(drafts.find(TELLER)).toBeUndefined()
    journal.settle(intent.id, event, { evidence: '' }, 'bank')
    expect(drafts.find(TELLER)).toBeUndefined()
  })

  it.each(['reject', 'prove-not-sent'] as const)('is there again after: %s', (event) => {
    const { drafts, journal } = openDrafts()
    drafts.begin(TELLER)
    drafts.save(TELLER, documentOpening)
    const intent = intentOf({ kind: 'open-account' })
    drafts.sendAs(TELLER, intent.attemptId)
    journal.beginSending(intent)
    journal.settle(intent.id, event, { evidence: '' }, 'bank')
    expect(drafts.find(TELLER)?.entries).toEqual(documentOpening)
  })

  it('that nobody comes back to is discarded in its time', () => {
    const { drafts, clock } = openDrafts()
    drafts.begin(TELLER)
    drafts.discardBefore(toInstant(clock.now()))
    expect(drafts.find(TELLER)).toBeDefined()
    clock.pass(1)
    drafts.discardBefore(toInstant(clock.now()))
    expect(drafts.find(TELLER)).toBeUndefined()
  })

  it('survives a program that is killed, and no file shows what is in it', async () => {
    const path = newJournalPath()
    const program = resolve(import.meta.dirname, '../../../tests/support/draft-writer.ts')
    const writer = spawn(process.execPath, [program, path, JOURNAL_KEY, TELLER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void writer.kill('SIGKILL'))
    await once(writer.stdout, 'data')
    writer.kill('SIGKILL')
    await once(writer, 'exit')

    const readable = ['gabymars', '12345678900876', 'mamih']
    const files = readdirSync(dirname(path))
    expect(files).toContain('journal.db')
    for (const file of files) {
      const bytes = readFileSync(join(dirname(path), file))
      expect(readable.filter((text) => bytes.includes(text))).toEqual([])
    }
    expect(openDrafts(path).drafts.find(TELLER)?.entries).toEqual(documentOpening)
  })
})
