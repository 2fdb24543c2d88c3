import type { MoneyKind } from '#shared/money-states.ts'
import type { Method, Outcome } from '#shared/contract.ts'
import { endpoints as bankEndpoints } from '../../src/main/bank/endpoints.ts'
import { endpoints as switcherEndpoints } from '../../src/main/switcher/endpoints.ts'
import { documentOpening } from '../support/opening.ts'
import type { Attempt } from './oracle.ts'
import type { Chance } from './seeded.ts'
import type { Told, Workstation } from './workstation.ts'

export const AGENT = { username: 'BNIUS100294', password: 'T6jkl4ss', pin: '359569' }
/** So that a fee that is not the ledger's shows. */
export const FEES = { deposit: 1_500, intrabank: 1_000, interbank: 6_500 }
const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }
/** The switcher's customers. */
const [PAYER, PAYEE] = [
  { bank: 'BRINIDJA', account: '888801000157508' },
  { bank: 'BRINIDJA', account: '888801000003301' },
] as const
/** Enough money for any run, so that no transaction fails for want of it. */
export const SEED = {
  fees: FEES,
  accounts: [
    { bank: 'BNI', number: '4447', balance: 9_000_000_000_000 },
    { bank: PAYER.bank, number: PAYER.account, balance: 9_000_000_000_000 },
  ],
}

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
  /** A transfer by the switcher that was confirmed and nobody has taken back; undefined where one made for it was not. */
  transferred(): Promise<Outcome | undefined>
}
type Prepare = (at: Workstation, draft: Draft) => Promise<Order | undefined>

/** Every money call that the window has: what a teller does until the order stands. Undefined where an inquiry went unanswered. */
const WAYS: Record<MoneyKind, Prepare> = {
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

  /** With the customer's consent, two pictures, and a NIK of its own. */
  async 'open-account'(at, draft) {
    await at.call('opening.begin', {})
    for (const kind of ['national-id', 'customer'] as const)
      await at.call('opening.keepPhoto', { kind, jpeg: JPEG })
    const rupiah = String(draft.amount / 100n)
    const entries = {
      ...documentOpening,
      nationalId: rupiah.padStart(16, '3515010108970'),
      firstDeposit: rupiah,
    }
    const attempt = newAttempt('open-account', draft, undefined, 0n)
    return {
      ...{ attempt, path: bankEndpoints.openAccount.path, mark: `"deposit":"${rupiah}"` },
      ...{ method: 'opening.submit', input: { attemptId: attempt.attemptId, entries, pin: draft.pin } },
    }
  },
  async 'switcher-transfer'(at, draft) {
    const found = valueOf(await at.call('switcher.inquiry', PAYEE))
    if (!found) return undefined
    const attempt = newAttempt('switcher-transfer', draft, `${PAYEE.bank}:${PAYEE.account}`, 0n)
    const { attemptId } = attempt
    const source = { sourceBank: PAYER.bank, sourceAccount: PAYER.account, remark: 'Transfer' }
    return {
      ...{ attempt, path: switcherEndpoints.transfer.path, mark: `"amount":${draft.amount / 100n}` },
      method: 'switcher.transfer',
      input: { attemptId, inquiryId: found.inquiryId, amount: draft.amount, ...source },
    }
  },
  /** Of a transfer, with a second person. */
  async 'switcher-reversal'(at, draft) {
    const target = await draft.transferred()
    if (!target) return undefined
    const { reference, amount } = target
    const found = valueOf(await at.call('switcher.check', { refnum: reference }))
    if (found?.result !== 'found') return undefined
    const attempt = newAttempt('switcher-reversal', { amount }, `${PAYER.bank}:${PAYER.account}`, 0n)
    const { attemptId } = attempt
    return {
      ...{ attempt, path: switcherEndpoints.reversal.path, mark: `"refnumTarget":"${reference}"` },
      method: 'switcher.reversal',
      input: { attemptId, inquiryId: found.inquiryId, reason: 'salah kirim', approver: SUPERVISOR },
    }
  },
}

export const KINDS = Object.keys(WAYS) as MoneyKind[]

export const prepare = (at: Workstation, kind: MoneyKind, draft: Draft): Promise<Order | undefined> =>
  WAYS[kind](at, draft)

const MONEY_PATHS = [...Object.values(bankEndpoints), ...Object.values(switcherEndpoints)]
  .filter(({ movesMoney }) => movesMoney)
  .map(({ path }) => path)
export const isMoney = (path: string): boolean => MONEY_PATHS.some((known) => path.endsWith(known))

function newAttempt(
  kind: MoneyKind,
  { amount }: { amount: bigint },
  credit: string | undefined,
  fee: bigint,
): Attempt {
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
const markOf = (kind: MoneyKind, amountSen: bigint): string =>
  kind === 'deposit' ? `"amount":"${amountSen / 100n}"` : `"amount":${amountSen / 100n}`

/** What begins a JPEG; nobody looks at the rest. */
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 60 }, () => 7)])

const valueOf = <T>(told: Told<T>): T | undefined => (told.kind === 'value' ? told.value : undefined)
