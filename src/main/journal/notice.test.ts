import { expect, test } from 'vitest'
import { testClock } from '../../../tests/support/clocks.ts'
import { openAudit, openJournal } from '../../../tests/support/journal.ts'
import { journalNotice } from './notice.ts'

test.each<[ReturnType<typeof journalNotice>, string[]]>([
  [undefined, []],
  [undefined, ['day-open', 'day-close']],
  ['tail-cut', ['tail-cut', 'day-close']],
  ['restored', ['day-close', 'journal-restored', 'day-open']],
  [undefined, ['journal-restored', 'day-open', 'day-close']],
  ['restored', ['tail-cut', 'journal-restored']],
])('the notice is %s after %j', (notice, events) => {
  const database = openJournal()
  const audit = openAudit(database, testClock())
  for (const event of events) audit.append({ actor: 'A1', subject: '', event, detail: {} })
  expect(journalNotice(database, audit)).toBe(notice)
})
