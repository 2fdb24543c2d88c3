/** The list of faults that a test or a trainer has switched on, and which of them a request runs into. */
import { z } from 'zod'

export type ServiceName = 'bankplus' | 'switcher'

const kinds = [
  'delay',
  'drop-before',
  'drop-after',
  'reset-before',
  'reset-after',
  'never-answer',
  'malformed',
  'html',
  'empty',
  'huge',
  'status',
  'unlisted-code',
  'mismatch',
] as const

const faultSchema = z.strictObject({
  /** All parts that are given must fit. */
  match: z
    .strictObject({
      service: z.enum(['bankplus', 'switcher']).optional(),
      /** The end of the request's path, e.g. `/bsa/depositAccount`. */
      path: z.string().optional(),
      /** Strikes from the nth matching request on, counted from 1. */
      nth: z.number().int().positive().optional(),
      /** How often it strikes: by default once where `nth` is given, else until it is cleared. */
      times: z.number().int().positive().optional(),
    })
    .default({}),
  kind: z.enum(kinds),
  /** Whether the operation is carried out (and booked) before the fault strikes. See `strikesBefore` for the defaults. */
  when: z.enum(['before', 'after']).optional(),
  /** How long it waits before it strikes. */
  ms: z.number().int().min(0).max(600_000).optional(),
  /** The HTTP status of `status` (default 503) and of `html`, `malformed`, `empty`. */
  status: z.number().int().min(200).max(599).optional(),
  /** Laid over the answer's `data` by `mismatch`; laid over the whole answer by `unlisted-code`. */
  data: z.record(z.string(), z.unknown()).optional(),
})

const faultsSchema = z.array(faultSchema)

/** One fault as `POST /__sandbox/faults` takes it. */
export type FaultRequest = z.input<typeof faultSchema>

export type Fault = z.output<typeof faultSchema>

/** A fault with the requests that matched it and the times that it struck. */
export type FaultState = Fault & { seen: number; hits: number }

export interface Faults {
  /** Replaces the list. Throws an Error that names what is wrong with it. */
  set(list: unknown): void
  clear(): void
  list(): FaultState[]
  /** The first fault that is due for this request, counted as struck. Every fault that matches counts the request. */
  take(service: ServiceName, path: string): Fault | undefined
}

/** True where the operation is not carried out. `delay` and `status` strike before it unless told otherwise. */
export function strikesBefore({ kind, when }: Fault): boolean {
  if (kind.endsWith('-before')) return true
  if (kind.endsWith('-after') || kind === 'mismatch') return false
  return (when ?? (kind === 'delay' || kind === 'status' ? 'before' : 'after')) === 'before'
}

export function createFaults(): Faults {
  let faults: FaultState[] = []
  return {
    set(list) {
      const parsed = faultsSchema.safeParse(list)
      if (!parsed.success) throw new Error(problemsOf(parsed.error))
      faults = parsed.data.map((fault) => ({ ...fault, seen: 0, hits: 0 }))
    },
    clear: () => void (faults = []),
    list: () => faults,
    take(service, path) {
      const matching = faults.filter(({ match }) => fits(match, service, path))
      for (const fault of matching) fault.seen += 1
      const due = matching.find(isDue)
      if (due) due.hits += 1
      return due
    },
  }
}

function fits(match: Fault['match'], service: ServiceName, path: string): boolean {
  return (match.service ?? service) === service && path.endsWith(match.path ?? '')
}

function isDue({ match: { nth, times }, seen, hits }: FaultState): boolean {
  const limit = times ?? (nth === undefined ? Infinity : 1)
  return seen >= (nth ?? 1) && hits < limit
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the list'}: ${message}`).join('; ')
}
