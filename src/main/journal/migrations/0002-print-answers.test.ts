import Database from 'libsql'
import { expect, test } from 'vitest'
import { addTransaction } from '../../../../tests/support/printing.ts'
import { firstDeposit } from './0001-first-deposit.ts'
import { printAnswers } from './0002-print-answers.ts'

test('print jobs of before are kept in their order, as the sheets of customers', () => {
  const database = new Database(':memory:')
  database.exec(firstDeposit)
  addTransaction(database, 't1')
  const insert = database.prepare(
    `INSERT INTO print_jobs (id, transaction_id, receipt_kind, copy, state, reason, receipt, created_at, changed_at)
     VALUES (?, 't1', 'deposit', ?, 'unknown', 'interrupted', '{}', 'then', 'later')`,
  )
  insert.run('second', 1)
  insert.run('first', 0)
  database.exec(printAnswers)
  expect(
    database.prepare('SELECT id, part, copy, state, reason FROM print_jobs ORDER BY rowid').all(),
  ).toEqual([
    { id: 'second', part: 'customer', copy: 1, state: 'unknown', reason: 'interrupted' },
    { id: 'first', part: 'customer', copy: 0, state: 'unknown', reason: 'interrupted' },
  ])
})
