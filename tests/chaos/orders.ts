import type { MoneyKind } from '#shared/money-states.ts'
import type { Method } from '#shared/contract.ts'
import { endpoints as bankEndpoints } from '../../src/main/bank/endpoints.ts'
import { endpoints as switcherEndpoints } from '../../src/main/switcher/endpoints.ts'
import type { Attempt } from './oracle.ts'
import type { Chance } from './seeded.ts'
import type { Told, Workstation } from './workstation.ts'

export const AGENT = { username: 'BNIUS100294', password: 'T6jkl4ss', pin: '359569' }
/** So that a fee that is not the ledger's shows. */
export const FEES = { deposit: 1_500, intrabank: 1_000, interbank: 6_500 }
export const SEED = { fees: FEES, accounts: [{ bank: 'BNI', number: '4447', balance: 9_000_000_000_000 }] }

/** An attempt and how to submit it; the same order again is the same attempt. */
export interface Order {
  attempt: Attempt
  /** the path of the request that moves its money, and text that only its body has */
  path: string
  mark: string
  method: Method
  input: Record<string, unknown>
}

const CUSTOMERS = ['14047', '14048', '14049', '1404900017', '1404900025'] as const
const ELSEWHERE = [
  ['008', '114451186'],
  ['002', '002301000417'],
  ['451', '4510004418'],
] as const

interface Draft {
  amount: bigint
  chance: Chance
  pin: string
}
type Prepare = (at: Workstation, draft: Draft) => Promise<Order | undefined>

/** Every money call that the window has: what a teller does until the order stands. Undefined where an inquiry went unanswered. */
const WAYS: Partial<Record<MoneyKind, Prepare>> = {
  async deposit(at, draft) {
    const accountNumber = draft.chance.pick(CUSTOMERS)
    const found = valueOf(await at.call('account.check', { accountNumber }))
    if (!found) return undefined
    const attempt = newAttempt('deposit', draft, `BNI:${accountNumber}`, found.fee)
    return order('deposit.submit', bankEndpoints.deposit.path, attempt, draft, found.inquiryId, {
      narration: 'Setor tunai',
    })
  },
  async intrabank(at, draft) {
    const accountNumber = draft.chance.pick(CUSTOMERS)
    const found = valueOf(await at.call('transfer.intrabankInquiry', { accountNumber }))
    if (!found) return undefined
    const attempt = newAttempt('intrabank', draft, `BNI:${accountNumber}`, found.fee)
    return order(
      'transfer.intrabankPay',
      bankEndpoints.intrabankPayment.path,
      attempt,
      draft,
      found.inquiryId,
    )
  },
  async interbank(at, draft) {
    const [bankCode, accountNumber] = draft.chance.pick(ELSEWHERE)
    const found = valueOf(await at.call('transfer.interbankInquiry', { bankCode, accountNumber }))
    if (!found) return undefined
    const attempt = newAttempt('interbank', draft, `${bankCode}:${accountNumber}`, found.fee)
    return order(
      'transfer.interbankPay',
      bankEndpoints.interbankPayment.path,
      attempt,
      draft,
      found.inquiryId,
    )
  },
}

export const KINDS = Object.keys(WAYS) as MoneyKind[]

export const prepare = (at: Workstation, kind: MoneyKind, draft: Draft): Promise<Order | undefined> =>
  WAYS[kind]!(at, draft)

const MONEY_PATHS = [...Object.values(bankEndpoints), ...Object.values(switcherEndpoints)]
  .filter(({ movesMoney }) => movesMoney)
  .map(({ path }) => path)
export const isMoney = (path: string): boolean => MONEY_PATHS.some((known) => path.endsWith(known))

function newAttempt(kind: MoneyKind, { amount }: Draft, credit: string | undefined, fee: bigint): Attempt {
  return {
    ...{ attemptId: crypto.randomUUID(), kind, amountSen: Number(amount), credit },
    ...{ feeSen: Number(fee), told: [] },
  }
}

const order = (
  method: Method,
  path: string,
  attempt: Attempt,
  { amount, pin }: Draft,
  inquiryId: string,
  more: object = {},
): Order => ({
  ...{ attempt, path, method, mark: markOf(attempt.kind, amount) },
  input: { attemptId: attempt.attemptId, inquiryId, amount, pin, ...more },
})

/** Amounts are texts in what an account is filled with, and numbers in what is moved between accounts. */
function markOf(kind: MoneyKind, amountSen: bigint): string {
  const rupiah = amountSen / 100n
  if (kind === 'deposit') return `"amount":"${rupiah}"`
  return kind === 'open-account' ? `"deposit":"${rupiah}"` : `"amount":${rupiah}`
}

const valueOf = <T>(told: Told<T>): T | undefined => (told.kind === 'value' ? told.value : undefined)
