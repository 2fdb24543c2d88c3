import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ROLES, type Access, type Profile, type Role, type SessionView } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { signIn, signOut, type SignedIn } from './bank/authentication.ts'
import type { BankClient } from './bank/client.ts'
import type { SecretStore } from './keychain.ts'
import type { Log } from './log.ts'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt)

/** OWASP's scrypt parameters (N = 2^15, r = 8, p = 3 need 32 MB): slow enough for a stolen record, quick for a counter. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const HASH_BYTES = 32

const sessionSchema = z.object({
  sessionId: z.string(),
  profile: z.object({
    username: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    agentCode: z.string(),
    outletCode: z.string(),
    address: z.string(),
    district: z.string(),
    bankCode: z.string(),
    bankName: z.string(),
    accentColour: z.string(),
  }),
})
type StoredSession = z.infer<typeof sessionSchema>

/** @returns undefined for what another version or a damaged keychain left there: that person signs in anew */
function storedSession(text: string): StoredSession | undefined {
  try {
    return sessionSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export interface Session {
  view(): SessionView
  /** @throws TellerError FORBIDDEN when nobody is signed in, the screen is locked, or the role may not */
  permit(access: Access): void
  /** Who calls the bank. @throws TellerError FORBIDDEN */
  caller(): { sessionId: string; profile: Profile }
  /** Takes up the session that the last run stored, locked. */
  restore(): Promise<void>
  signIn(username: string, password: string): Promise<Profile>
  signOut(): Promise<void>
  lock(): void
  /** Proves the password against the stored record, or by signing in where there is none. */
  unlock(password: string): Promise<Profile>
  /** Whether the keychain failed to keep the session: live mode posts no money then. */
  keychainFailed(): boolean
}

/**
 * @param host the API's host: sessions and unlock records are kept per host and username
 * @param changed told of every change of {@link SessionView}
 */
export function createSession(
  bank: BankClient,
  secrets: SecretStore,
  host: string,
  log: Log,
  changed: (view: SessionView) => void,
): Session {
  const sessionName = `session@${host}`
  const unlockName = (username: string) => `unlock:${username}@${host}`
  let current: StoredSession | undefined
  let locked = false
  let keychainFailed = false

  const view = (): SessionView =>
    current ? { state: locked ? 'locked' : 'signed-in', profile: current.profile } : { state: 'signed-out' }

  const become = (next: StoredSession | undefined, nextLocked: boolean) => {
    current = next
    locked = nextLocked
    changed(view())
  }

  /** A keychain that fails never stops a sign-in: the session then lives in memory only. */
  const keep = async (act: () => Promise<unknown>) => {
    try {
      await act()
      keychainFailed = false
    } catch (error) {
      keychainFailed = true
      log.warn('keychain.failed', { error })
    }
  }

  const enter = async (username: string, password: string): Promise<Profile> => {
    const signedIn = await signIn(bank, username, password)
    const next = { sessionId: signedIn.sessionId, profile: profileOf(signedIn) }
    const record = await unlockRecord(password)
    await keep(async () => {
      await secrets.set(sessionName, JSON.stringify(next))
      await secrets.set(unlockName(next.profile.username), record)
    })
    become(next, false)
    return next.profile
  }

  return {
    view,
    keychainFailed: () => keychainFailed,

    permit(access) {
      if (access === 'anyone') return
      if (!current) throw forbidden('signed-out')
      if (locked) throw forbidden('locked')
      if (access !== 'signed-in' && !access.includes(current.profile.role)) throw forbidden('role')
    },

    caller() {
      if (!current) throw forbidden('signed-out')
      return current
    },

    async restore() {
      await keep(async () => {
        const stored = await secrets.get(sessionName)
        const session = stored && storedSession(stored)
        if (session) become(session, true)
      })
    },

    signIn: enter,

    async signOut() {
      const leaving = current
      if (!leaving) return
      become(undefined, false)
      await keep(async () => {
        await secrets.delete(sessionName)
        await secrets.delete(unlockName(leaving.profile.username))
      })
      // The person has left whatever the bank says; a session it keeps ends there by itself.
      await signOut(bank, leaving.sessionId).catch((error: unknown) =>
        log.warn('sign-out.unheard', { error }),
      )
    },

    lock() {
      if (current && !locked) become(current, true)
    },

    async unlock(password) {
      if (!current) throw forbidden('signed-out')
      const { profile } = current
      const record = await secrets.get(unlockName(profile.username)).catch(() => undefined)
      if (!record) return enter(profile.username, password)
      if (!(await matches(password, record))) {
        throw new TellerError({ code: 'INVALID_INPUT', field: 'password', rule: 'password-wrong' })
      }
      become(current, false)
      return profile
    },
  }
}

function profileOf(signedIn: SignedIn): Profile {
  const { sessionId: _secret, kelompokId, groupId, ...rest } = signedIn
  return { ...rest, role: roleOf(kelompokId, groupId) }
}

/**
 * Roles by exact strings, kelompok_id first (DESIGN: Who uses it): an agent's group_id is "" and is no group. What the
 * document does not name can look and nothing more.
 */
export function roleOf(kelompokId: string, groupId: string): Role {
  if (kelompokId === '4') return 'agent'
  if (kelompokId === '0' && ['0', '1', '3', '5', '6'].includes(groupId)) return 'supervisor'
  return groupId === '8' ? 'helpdesk' : 'reader'
}

const forbidden = (reason: 'signed-out' | 'locked' | 'role') => new TellerError({ code: 'FORBIDDEN', reason })

async function unlockRecord(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, HASH_BYTES, SCRYPT)
  return `${salt.toString('base64')}.${hash.toString('base64')}`
}

async function matches(password: string, record: string): Promise<boolean> {
  const [salt = '', hash = ''] = record.split('.')
  const derived = await derive(password, Buffer.from(salt, 'base64'), HASH_BYTES, SCRYPT)
  const expected = Buffer.from(hash, 'base64')
  return expected.length === derived.length && timingSafeEqual(derived, expected)
}
