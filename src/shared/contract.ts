import { z } from 'zod'
import { dashboardMethods } from './contract/dashboard.ts'
import { dayMethods } from './contract/day.ts'
import {
  accountNumber,
  credentials,
  instant,
  method,
  money,
  nothing,
  pin,
  postableAmount,
  ROLES,
  ruled,
  transactionId,
  uuid,
} from './contract/fields.ts'
import { openingMethods } from './contract/opening.ts'
import { journalMethods } from './contract/journal.ts'
import { LANGUAGES, preferenceMethods } from './contract/preferences.ts'
import { PRINTER_WORDS, printingMethods } from './contract/printing.ts'
import { setUpMethods } from './contract/set-up.ts'
import { switcherMethods } from './contract/switcher.ts'
import { journalDetail, outcome, printJob } from './contract/transaction.ts'
import { unknownMethods } from './contract/unknown.ts'
import { diagnosticsMethods } from './contract/diagnostics.ts'
import { updateMethods } from './contract/updates.ts'
import { windowMethods } from './contract/window.ts'
import { PASSWORD_MIN, narrationRule } from './field-rules.ts'
import type { AttemptId, InquiryId } from './references.ts'
import { ZONES } from './time.ts'

export { ROLES, type Access, type Role } from './contract/fields.ts'
export {
  CASH_CHOICES,
  PRINT_STATES,
  type CashChoice,
  type CashState,
  type JournalDetail,
  type JournalRow,
  type Outcome,
  type PrintJob,
  type PrintState,
} from './contract/transaction.ts'
export type { SwitcherAccountView, SwitcherCheckView } from './contract/switcher.ts'
export { CHECK_RESULTS, type CheckResult, type HeldCash, type UnknownItem } from './contract/unknown.ts'

/**
 * Every service method that the renderer can call and every event that it can hear: the whole border between the window and
 * the main process. ipc.ts parses inputs and outputs with these schemas; the renderer sees the types only. What belongs to one
 * topic alone is declared in contract/ and joined here.
 */

const profile = z.object({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** kode_mitra + kode_cabang + kode_loket; empty for people who are no agent */
  agentCode: z.string(),
  outletCode: z.string(),
  /** One line, as the API writes `alamat` on receipts. */
  address: z.string(),
  district: z.string(),
  bankCode: z.string(),
  bankName: z.string(),
  /** `#rrggbb`; the bank's `warna_bank` as given, not yet corrected for contrast */
  accentColour: z.string(),
})
export type Profile = z.infer<typeof profile>

const sessionView = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out') }),
  z.object({ state: z.literal('locked'), profile }),
  z.object({ state: z.literal('signed-in'), profile }),
])
export type SessionView = z.infer<typeof sessionView>

const sampleUser = z.object({
  label: z.string(),
  username: z.string(),
  password: z.string(),
  /** empty for people who cannot post */
  pin: z.string(),
})

const appInfo = z.object({
  version: z.string(),
  mode: z.enum(['training', 'live']),
  language: z.enum(LANGUAGES),
  zone: z.enum(ZONES),
  paperColumns: z.union([z.literal(32), z.literal(48)]),
  /** empty = the outlet's configuration names none */
  bankPhone: z.string(),
  idleLockMinutes: z.number(),
  requestTimeoutMs: z.number(),
  /** from this amount on the account's last four digits are typed again; zero = never */
  rekeyAmount: money,
  /** an installed program that nobody has set up: the set-up screen comes first */
  needsSetUp: z.boolean(),
  /** the outlet's configuration names a switcher */
  switcher: z.boolean(),
  /** what it was packed from, e.g. `1a2b3c4d5e`; a plus: with changes of its own. Empty in a development build */
  commit: z.string(),
  electronVersion: z.string(),
  /** true: started with the stand-in runtime because the official one could not be fetched */
  fallbackRuntime: z.boolean(),
  /** offered on the sign-in of training mode; empty in live mode */
  sampleUsers: z.array(sampleUser),
  /** training mode: where its bank, switcher and printer listen, for trainers who switch faults on */
  sandbox: z.object({ bankUrl: z.string(), switcherUrl: z.string(), printer: z.string() }).optional(),
})
export type AppInfo = z.infer<typeof appInfo>

const status = z.object({
  /** what the last exchange with the bank showed; `unproven` before the first */
  connection: z.enum(['unproven', 'online', 'offline']),
  printer: z.enum(PRINTER_WORDS),
  printQueue: z.number(),
  openUnknowns: z.number(),
  /** of how many transactions the cash has to be given back */
  owedCash: z.number(),
  /** the agent's balance, as last heard, is below the outlet's limit */
  lowBalance: z.boolean(),
  /** when the day at the till was opened, where that was on an earlier date and it is still open */
  overdueDay: instant.optional(),
  /** why money cannot be posted now; absent when it can */
  moneyBlocked: z
    .enum([
      'no-keychain',
      'no-journal',
      'journal-key-missing',
      'journal-unreadable',
      'journal-newer',
      'journal-gone',
      'journal-set-aside',
      'no-time',
    ])
    .optional(),
  /** what befell the journal: its tail was cut off, or it came from a backup, so that transactions may be missing from it */
  journalNotice: z.enum(['tail-cut', 'restored']).optional(),
  /** trustworthy time minus this PC's clock, in ms: what the shown clock adds */
  clockOffsetMs: z.number(),
})
export type Status = z.infer<typeof status>

const accountCheck = z.object({
  inquiryId: uuid<InquiryId>(),
  accountNumber: z.string(),
  accountName: z.string(),
  fee: money,
})
export type AccountCheck = z.infer<typeof accountCheck>

/** What forms choose from; `banks` is the interbank list with the bank's code as `id`. */
export const CHOICE_LISTS = ['jobs', 'educations', 'salaries', 'transaction-bands', 'banks'] as const
export type ChoiceList = (typeof CHOICE_LISTS)[number]
const choice = z.object({ id: z.string(), name: z.string() })
export type Choice = z.infer<typeof choice>

const interbankInquiry = accountCheck.extend({ bankCode: z.string(), bankName: z.string() })
export type InterbankInquiry = z.infer<typeof interbankInquiry>

const payment = z.strictObject({
  attemptId: uuid<AttemptId>(),
  /** the inquiry that showed name and fee: main takes both from it, the renderer cannot alter them */
  inquiryId: uuid<InquiryId>(),
  amount: postableAmount,
  pin,
  /** why the same is done once more; asked for by the rules `same-recent` and `same-unknown-old` */
  reason: z.string().trim().min(3).max(100).optional(),
  /** the account's last four digits once more; asked for by the rule `rekey` */
  accountTail: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
})

export const contract = {
  ...windowMethods,
  ...diagnosticsMethods,
  ...updateMethods,
  'app.info': method('anyone', nothing, appInfo),
  /** The texts of the licences of all that is in the program: resources/licences.txt. */
  'app.licences': method('anyone', nothing, z.object({ text: z.string() })),
  'app.status': method('anyone', nothing, status),
  /** The renderer says that its first screen can be used: main prints the READY line. */
  'app.ready': method('anyone', nothing, nothing),

  ...preferenceMethods,
  ...openingMethods,
  ...dashboardMethods,
  ...switcherMethods,
  ...setUpMethods,
  ...dayMethods,

  'session.current': method('anyone', nothing, sessionView),
  'session.signIn': method(
    'anyone',
    z.strictObject({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(128) }),
    profile,
  ),
  'session.signOut': method('anyone', nothing, nothing),
  'session.lock': method('anyone', nothing, nothing),
  'session.unlock': method('anyone', z.strictObject({ password: z.string().min(1).max(128) }), profile),

  /** Changes the password and signs out; the new one is proven by signing in with it. */
  'password.change': method(
    'signed-in',
    z.strictObject({ old: z.string().min(1).max(128), next: z.string().min(PASSWORD_MIN).max(128) }),
    nothing,
  ),
  'choices.read': method(
    'signed-in',
    z.strictObject({ list: z.enum(CHOICE_LISTS) }),
    z.object({ items: z.array(choice) }),
  ),

  'account.check': method(['agent'], z.strictObject({ accountNumber }), accountCheck),
  'account.customerBalance': method(
    ['agent'],
    z.strictObject({ accountNumber, pin }),
    z.object({ account: z.string(), accountName: z.string(), balance: money, at: instant }),
  ),
  'account.agentBalance': method(['agent'], nothing, z.object({ balance: money, at: instant })),

  'deposit.submit': method(['agent'], payment.extend({ narration: ruled<string>(narrationRule) }), outcome),
  'transfer.intrabankInquiry': method(['agent'], z.strictObject({ accountNumber }), accountCheck),
  'transfer.intrabankPay': method(['agent'], payment, outcome),
  'transfer.interbankInquiry': method(
    ['agent'],
    z.strictObject({ bankCode: z.string().regex(/^\w{1,11}$/), accountNumber }),
    interbankInquiry,
  ),
  'transfer.interbankPay': method(['agent'], payment, outcome),
  ...unknownMethods,

  /** A supervisor's decision over a journal that blocks money and will not come back; a new one begins at the next start. */
  'journal.setAside': method(
    ['agent', 'supervisor'],
    z.strictObject({ reason: z.string().trim().min(3).max(200), approver: credentials.optional() }),
    nothing,
  ),
  ...journalMethods,
  'journal.detail': method('signed-in', z.strictObject({ transactionId }), journalDetail),
  /** Prints a copy (`SALINAN ke-n`), counted in the journal. */
  'receipt.reprint': method(['agent', 'supervisor'], z.strictObject({ transactionId }), printJob),
  ...printingMethods,
} as const

export type Contract = typeof contract
export type Method = keyof Contract
export type Input<M extends Method> = z.input<Contract[M]['input']>
export type ParsedInput<M extends Method> = z.output<Contract[M]['input']>
export type Output<M extends Method> = z.output<Contract[M]['output']>

export const events = {
  'session.changed': sessionView,
  'status.changed': status,
  'print.changed': printJob,
  /** a transaction settled or changed its state after its caller was answered */
  'journal.changed': z.object({ transactionId }),
  /** training mode: what came out of the virtual printer */
  'paper.printed': z.object({ index: z.number(), text: z.string(), png: z.instanceof(Uint8Array) }),
} as const

export type TellerEvents = typeof events
export type EventName = keyof TellerEvents
export type EventPayload<E extends EventName> = z.output<TellerEvents[E]>
