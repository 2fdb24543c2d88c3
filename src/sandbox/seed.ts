/**
 * What a fresh ledger holds. The defaults are the API document's own users and accounts (`seed-data.ts`); a seed given
 * by a test or by `--seed FILE` adds to them, and replaces the entry of the same username, account or month.
 */
import { z } from 'zod'
import { inventedHistory, type MonthHistory } from './history.ts'
import { blankProfile, defaultAccounts, defaultFees, defaultUsers } from './seed-data.ts'
import { profileFields, type Profile } from './users.ts'

/** Whole rupiah, charged to the agent on top of the amount. */
export interface Fees {
  deposit: number
  intrabank: number
  interbank: number
}

export interface SeedUser {
  password: string
  /** Six digits, or null for a user who has none. */
  pin: string | null
  /** The agent's own account at `kode_bank`; null for others. */
  account: string | null
  profile: Profile
}

export interface SeedAccount {
  bank: string
  number: string
  name: string
  /** Rupiah; sen only at the switcher's banks. */
  balance: number
  phoneMobile: string
  phoneHome: string
  phoneOffice: string
}

export interface CompleteSeed {
  users: SeedUser[]
  accounts: SeedAccount[]
  fees: Fees
  history: MonthHistory[]
  sessionLifetimeMs: number | null
}

const wholeRupiah = z.number().int().min(0).max(999_999_999_999)
const count = z.number().int().min(0)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2020-01')

const userSchema = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1).optional(),
  pin: z
    .string()
    .regex(/^\d{6}$/, 'expected six digits')
    .nullable()
    .optional(),
  account: z.string().min(1).nullable().optional(),
  profile: z.partialRecord(z.enum(profileFields), z.string().nullable()).optional(),
})

const accountSchema = z.strictObject({
  bank: z.string().min(1).default('BNI'),
  number: z.string().regex(/^\d{1,20}$/, 'expected digits'),
  name: z.string().min(1).optional(),
  balance: z.number().min(0).max(10_000_000_000_000).optional(),
  phoneMobile: z.string().optional(),
  phoneHome: z.string().optional(),
  phoneOffice: z.string().optional(),
})

/** The file of `npm run sandbox -- --seed FILE`, as JSON. Everything in it is optional. */
const seedSchema = z.strictObject({
  users: z.array(userSchema).optional(),
  accounts: z.array(accountSchema).optional(),
  fees: z
    .strictObject({ deposit: wholeRupiah, intrabank: wholeRupiah, interbank: wholeRupiah })
    .partial()
    .optional(),
  history: z
    .array(z.strictObject({ month, openAccount: count, deposit: count, customerBalance: count }))
    .optional(),
  sessionLifetimeMs: z.number().int().positive().optional(),
})

export type Seed = z.input<typeof seedSchema>

/** Checks a seed and names every entry that is wrong, by its path in the file. */
export function parseSeed(value: unknown): Seed {
  const parsed = seedSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the seed'}: ${message}`,
  )
  throw new Error(`The seed is not valid:\n  ${problems.join('\n  ')}`)
}

/** The defaults with the given seed laid over them. */
export function completeSeed(given: Seed, at: Date): CompleteSeed {
  const seed = seedSchema.parse(given)
  const users = new Map(defaultUsers.map((user) => [user.profile.username, user]))
  for (const user of seed.users ?? []) users.set(user.username, mergedUser(users.get(user.username), user))

  const accounts = new Map(defaultAccounts.map((account) => [`${account.bank}:${account.number}`, account]))
  for (const account of seed.accounts ?? []) {
    const key = `${account.bank}:${account.number}`
    accounts.set(key, mergedAccount(accounts.get(key), account))
  }

  const history = new Map(inventedHistory(at).map((past) => [past.month, past]))
  for (const past of seed.history ?? []) history.set(past.month, past)

  for (const { account, profile } of users.values()) {
    if (account === null || accounts.has(`${profile.kode_bank}:${account}`)) continue
    throw new Error(
      `The seed is not valid:\n  user ${profile.username}: there is no account ${profile.kode_bank} ${account}`,
    )
  }

  return {
    users: [...users.values()],
    accounts: [...accounts.values()],
    fees: { ...defaultFees, ...present(seed.fees ?? {}) },
    history: [...history.values()],
    sessionLifetimeMs: seed.sessionLifetimeMs ?? null,
  }
}

function mergedUser(base: SeedUser | undefined, given: z.output<typeof userSchema>): SeedUser {
  const { username, password, pin, account, profile } = given
  if (!base && !password)
    throw new Error(`The seed is not valid:\n  user ${username} is new and needs a password`)
  return {
    password: password ?? base?.password ?? '',
    pin: pin === undefined ? (base?.pin ?? null) : pin,
    account: account === undefined ? (base?.account ?? null) : account,
    profile: { ...(base?.profile ?? blankProfile), ...present(profile ?? {}), username },
  }
}

function mergedAccount(base: SeedAccount | undefined, given: z.output<typeof accountSchema>): SeedAccount {
  const { bank, number } = given
  const blank = {
    bank,
    number,
    name: `REKENING ${number}`,
    balance: 0,
    phoneMobile: '',
    phoneHome: '',
    phoneOffice: '',
  }
  return { ...(base ?? blank), ...present(given), bank, number }
}

/** Without the keys that are undefined, which would hide what they are laid over. */
function present<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> }
}
