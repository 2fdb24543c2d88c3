import { expect, it } from 'vitest'
import { openJournal } from '../../../tests/support/journal.ts'
import { createKeptAnswers } from './kept-answers.ts'

it('gives a kept answer only for what it was kept for', () => {
  const kept = createKeptAnswers(openJournal())
  expect(kept.find('banks', '2026-11-22')).toBeUndefined()
  kept.keep('banks', '2026-11-22', [{ code: '014', name: 'BCA' }])
  expect(kept.find('banks', '2026-11-22')).toEqual([{ code: '014', name: 'BCA' }])
  expect(kept.find('banks', '2026-11-23')).toBeUndefined()
  expect(kept.find('jobs', '2026-11-22')).toBeUndefined()
  kept.keep('banks', '2026-11-23', [])
  expect(kept.find('banks', '2026-11-23')).toEqual([])
  expect(kept.find('banks', '2026-11-22')).toBeUndefined()
})
