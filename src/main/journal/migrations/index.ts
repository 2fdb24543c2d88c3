import { firstDeposit } from './0001-first-deposit.ts'
import { printAnswers } from './0002-print-answers.ts'
import { unknownDesk } from './0003-unknown-desk.ts'
import { openAccount } from './0004-open-account.ts'
import { journalSearch } from './0005-journal-search.ts'
import { reversals } from './0006-reversals.ts'
import { tillDays } from './0007-days.ts'
import { printOrder } from './0008-print-order.ts'
import { largeJournals } from './0009-large-journals.ts'
import { retention } from './0010-retention.ts'

/** In order; a migration that was released is never changed. The database's user_version counts how many it has had. */
export const migrations: readonly string[] = [
  firstDeposit,
  printAnswers,
  unknownDesk,
  openAccount,
  journalSearch,
  reversals,
  tillDays,
  printOrder,
  largeJournals,
  retention,
]
