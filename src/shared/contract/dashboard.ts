import { z } from 'zod'
import { CHARTS, SORTS, UNDATED_GRAPHS, type Month } from '../graphs.ts'
import { MONEY_KINDS, MONEY_STATES } from '../money-states.ts'
import type { BusinessDate } from '../time.ts'
import { branded, instant, method, money, reference, transactionId } from './fields.ts'

/** The bank's monthly graphs, this PC's own counts beside them, and their exports. Everyone who is signed in may look. */

const month = branded<Month>(/^20\d\d-(0[1-9]|1[0-2])$/)
const day = branded<BusinessDate>(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

const entries = z.array(z.object({ title: z.string(), count: z.number() }))

/** As the bank gave it, and when. No entries: the bank has no data. */
const graphAnswer = z.object({
  entries,
  at: instant,
  /** it was asked for anew, which failed: this is what was kept of before */
  notRenewed: z.boolean().optional(),
})
export type GraphAnswer = z.infer<typeof graphAnswer>

/** How many transactions of a kind: done, not certain, and neither. */
const kindCount = z.object({
  kind: z.enum(MONEY_KINDS),
  done: z.number(),
  open: z.number(),
  other: z.number(),
})
export type KindCount = z.infer<typeof kindCount>
const dayCount = kindCount.extend({ day })
export type DayCount = z.infer<typeof dayCount>

const ownRow = z.object({
  transactionId,
  reference,
  at: instant,
  state: z.enum(MONEY_STATES),
  /** masked as on receipts */
  account: z.string(),
  accountName: z.string(),
  amount: money,
  teller: z.string(),
})
export type OwnRow = z.infer<typeof ownRow>

/** What is on screen: exports hold exactly what main answered last for it. */
const view = z.strictObject({
  month,
  /** absent: nothing is compared */
  compare: month.optional(),
  /** the last month of the trend */
  until: month,
  sorts: z.partialRecord(z.enum(CHARTS), z.enum(SORTS)),
})
export type DashboardView = z.infer<typeof view>

const MAX_PICTURE_BYTES = 6 * 1024 * 1024
const PNG_BEGINS = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const isPicture = (bytes: Uint8Array) =>
  bytes.length <= MAX_PICTURE_BYTES && PNG_BEGINS.every((byte, at) => bytes[at] === byte)
const png = z.custom<Uint8Array>((value) => value instanceof Uint8Array && isPicture(value))
const pictures = z.array(z.strictObject({ chart: z.enum(CHARTS), png })).max(CHARTS.length)

/** Absent where the person cancelled. */
const saved = z.object({ file: z.string().optional() })

export const dashboardMethods = {
  /** @property anew asks the bank even for a month that is kept */
  'dashboard.bsa': method(
    'signed-in',
    z.strictObject({ month, anew: z.boolean() }),
    graphAnswer.extend({ month, whole: z.boolean() }),
  ),
  'dashboard.graph': method('signed-in', z.strictObject({ graph: z.enum(UNDATED_GRAPHS) }), graphAnswer),
  'dashboard.ownCounts': method(
    'signed-in',
    z.strictObject({ month }),
    z.object({ kinds: z.array(kindCount), days: z.array(dayCount) }),
  ),
  'dashboard.ownRows': method(
    'signed-in',
    z.strictObject({ day, kind: z.enum(MONEY_KINDS) }),
    z.object({ rows: z.array(ownRow), total: z.number() }),
  ),
  'dashboard.saveTables': method('signed-in', view.extend({ format: z.enum(['csv', 'xlsx']) }), saved),
  'dashboard.savePicture': method('signed-in', z.strictObject({ month, png }), saved),
  'dashboard.saveReport': method('signed-in', view.extend({ pictures }), saved),
  /** By the system's print dialog, on A4. `printed` is false where the person cancelled. */
  'dashboard.print': method('signed-in', view.extend({ pictures }), z.object({ printed: z.boolean() })),
} as const
