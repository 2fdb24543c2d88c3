import { authentication, nonTransaction } from './reads.ts'
import { switching } from './switching.ts'
import { transaction } from './transactions.ts'
import type { Operations } from './operation.ts'

/** All 27, section by section. */
export const operations: Operations = {
  ...authentication,
  ...nonTransaction,
  ...transaction,
  ...switching,
}
