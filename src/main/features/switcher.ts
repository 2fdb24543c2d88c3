import type { Outcome, Output, ParsedInput } from '#shared/contract.ts'
import { ZERO } from '#shared/money.ts'
import { maskAccount, type Reference } from '#shared/references.ts'
import { TellerError, type Failure } from '#shared/result.ts'
import { approve } from '../approvals.ts'
import type { BankClient } from '../bank/client.ts'
import type { Inquiries } from '../inquiries.ts'
import type { MoneyJournal } from '../journal/money-journal.ts'
import type { Posting } from '../posting.ts'
import type { Session } from '../session.ts'
import type { SwitcherClient } from '../switcher/client.ts'
import {
  accountInquiry,
  check,
  reversal,
  reversalBody,
  transfer,
  transferBody,
  type SwitcherAccount,
  type SwitcherPosting,
} from '../switcher/operations.ts'
import { isAlreadyReversed } from '../switcher/refusals.ts'

interface Parts {
  bank: BankClient
  /** undefined where none is configured */
  switcher: SwitcherClient | undefined
  session: Pick<Session, 'caller'>
  nextReference: () => Reference
  journal: MoneyJournal
  posting: Posting
  switcherAccounts: Inquiries<SwitcherAccount>
  switcherPostings: Inquiries<SwitcherPosting>
}

/** @throws TellerError UNAVAILABLE where the outlet has no switcher */
function configured({ switcher }: Parts): SwitcherClient {
  if (!switcher) throw new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'no-switcher' })
  return switcher
}

/** Whose account it is; the answer's payment code stays in main, bound to the inquiry. */
export async function inquireAccount(
  parts: Parts,
  party: ParsedInput<'switcher.inquiry'>,
): Promise<Output<'switcher.inquiry'>> {
  const { username } = parts.session.caller().profile
  const found = await accountInquiry(configured(parts), party, parts.nextReference())
  if (found.account !== party.account || found.bank !== party.bank) throw mismatch()
  const { bank, account, name, balance, status } = found
  return {
    inquiryId: parts.switcherAccounts.remember(username, found),
    ...{ bank, account, name, balance, status },
  }
}

const mismatch = () => new TellerError({ code: 'UNAVAILABLE', part: 'bank', reason: 'mismatch' })

/** Moves money to the account of an inquiry: its bank, number and payment code are the inquiry's. */
export async function transferBySwitcher(
  parts: Parts,
  input: ParsedInput<'switcher.transfer'>,
): Promise<Outcome> {
  const { attemptId, inquiryId, sourceBank, sourceAccount, amount, remark, reason, accountTail } = input
  const switcher = configured(parts)
  return parts.posting.post(attemptId, ({ username }) => {
    const beneficiary = parts.switcherAccounts.recall(username, inquiryId)
    const source = { bank: sourceBank, account: sourceAccount }
    const order = { paymentCode: beneficiary.paymentCode, source, amount, remark }
    return {
      kind: 'switcher-transfer',
      account: beneficiary.account,
      accountName: beneficiary.name,
      bankName: beneficiary.bank,
      amount,
      fee: ZERO,
      narration: remark,
      paper: { source: `${sourceBank} ${maskAccount(sourceAccount)}` },
      sentBody: withoutReference(transferBody({ ...order, refnum: '' as Reference })),
      answers: { reason, accountTail },
      send: ({ reference }) => transfer(switcher, { ...order, refnum: reference }),
      understand: () => ({}),
    }
  })
}

/** What became of a reference; what is found can be named by a reversal. */
export async function checkReference(
  parts: Parts,
  { refnum }: ParsedInput<'switcher.check'>,
): Promise<Output<'switcher.check'>> {
  const { username } = parts.session.caller().profile
  const answer = await check(configured(parts), refnum)
  switch (answer.kind) {
    case 'found': {
      const { posting } = answer
      settleOwn(parts, posting)
      return { result: 'found', posting, inquiryId: parts.switcherPostings.remember(username, posting) }
    }
    case 'not-found':
      return { result: 'not-found' }
    case 'undecided':
      return { result: 'undecided', said: wordsOf(answer.failure) }
  }
}

/**
 * What is found by its reference, amount and beneficiary is proven, whoever asked. Left unknown, its reversal would pass it by: it
 * would never be settled, or be confirmed after it was taken back.
 */
function settleOwn({ journal, posting: money }: Parts, found: SwitcherPosting): void {
  const row = ownRow(journal, found)
  if (!row) return
  const evidence = `refnum ${found.refnum} journal ${found.journal}`
  if (row.state !== 'unknown') {
    journal.noteIfOtherwise(row.id, true, `check ${evidence}`, 'status-check')
    return
  }
  journal.addCheck(row.id, 'found', evidence)
  money.confirmLate(row.id, `check ${evidence}`)
}

/** The switcher's own words where it had any; a line that is down, or an answer that is none, is a failure like any other. */
function wordsOf(failure: Failure): string {
  if (failure.code === 'REFUSED') return failure.bankMessage
  const info = failure.code === 'UNAVAILABLE' ? /^info:(.*)/s.exec(failure.reason)?.[1] : undefined
  if (info === undefined) throw new TellerError(failure)
  return info
}

/**
 * Takes a posting back, with a second person. The journal's own row of it follows the reversal; one that another workstation made
 * is taken back all the same.
 * @throws TellerError INVALID_INPUT `target` reversed (it was taken back) or reversal-open (an earlier reversal is unknown), or as
 *   {@link approve} and {@link Posting.post}
 */
export async function reverse(parts: Parts, input: ParsedInput<'switcher.reversal'>): Promise<Outcome> {
  const { attemptId, inquiryId, reason } = input
  const switcher = configured(parts)
  const { username } = parts.session.caller().profile
  const recall = () => parts.switcherPostings.recall(username, inquiryId)
  // An attempt that was made is only told once more: its inquiry may be forgotten by now, and nobody need agree again.
  const wasMade = () => parts.journal.findAttempt(attemptId) !== undefined
  const approver = wasMade()
    ? ''
    : await approved(parts, recall(), input).catch((error: unknown) => {
        // Submitted twice at once, the other one went through: a failure would say that nothing was sent.
        if (wasMade()) return ''
        throw error
      })
  return parts.posting.post(attemptId, (profile) => {
    // Somebody else may sit here by the time that the second person has signed in: nobody agreed with them.
    if (profile.username !== username) throw new TellerError({ code: 'FORBIDDEN', reason: 'signed-out' })
    const target = recall()
    return {
      kind: 'switcher-reversal',
      // The money goes back to where it came from.
      account: target.source.account,
      accountName: target.source.name,
      bankName: target.source.bank,
      amount: target.amount,
      fee: ZERO,
      narration: reason,
      paper: { reversedReference: target.refnum },
      sentBody: withoutReference(reversalBody({ refnum: '' as Reference, target })),
      reverses: ownRow(parts.journal, target)?.id,
      approval: { approver, reason },
      isReversedBefore: isAlreadyReversed,
      // The account was not typed here, so there is nothing to type again.
      answers: { reason, accountTail: target.source.account.slice(-4) },
      send: ({ reference }) => reversal(switcher, { refnum: reference, target }),
      understand: () => ({}),
    }
  })
}

/** @returns the sign-in name of the second person */
async function approved(
  { bank, session, journal }: Parts,
  target: SwitcherPosting,
  { approver }: ParsedInput<'switcher.reversal'>,
): Promise<string> {
  assertReversible(journal, ownRow(journal, target))
  return approve(bank, approver, session.caller().profile.username)
}

/** The journal's own transfer with that reference; another counter may have made the same one. */
function ownRow(journal: MoneyJournal, target: SwitcherPosting) {
  const row = journal.findReference(target.refnum)
  const same =
    row?.kind === 'switcher-transfer' &&
    row.amount === target.amount &&
    row.account === target.beneficiary.account
  return same ? row : undefined
}

function assertReversible(journal: MoneyJournal, row: ReturnType<typeof ownRow>): void {
  if (!row) return
  const rule =
    row.state === 'reversed' ? 'reversed' : journal.openReversals(row.id) > 0 ? 'reversal-open' : undefined
  if (rule) throw new TellerError({ code: 'INVALID_INPUT', field: 'target', rule })
}

/** The reference has a column of its own, and is known only once the intent is written. */
const withoutReference = ({ refnum: _given, ...body }: { refnum: string }): object => body
