/** Users, their passwords and PINs, and their sessions. */
import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto'
import { readOne, type Db } from './database.ts'

/** The `data` of a sign-in, by the document's wire names, `username` included. */
export const profileFields = [
  ...[
    'nama',
    'email',
    'no_hp',
    'username',
    'status',
    'favourite',
    'kode_bank',
    'kode_cabang',
    'kode_mitra',
    'kode_loket',
  ],
  ...[
    'kelompok_id',
    'menu',
    'group_id',
    'password_updated_at',
    'pin_updated_at',
    'attachment',
    'kode_wil_bi',
  ],
  ...[
    'agent_type',
    'alamat_jalan',
    'alamat_rt_perum',
    'alamat_kelurahan',
    'alamat_kecamatan',
    'alamat_kabupaten_kota',
  ],
  ...['alamat_propinsi', 'status_mitra', 'icon_bank', 'logo_bank', 'warna_bank', 'nama_bank'],
] as const

export type Profile = Record<(typeof profileFields)[number], string | null>

export interface User {
  username: string
  /** The agent's own account at `kode_bank`; users who are no agents have none. */
  accountNumber: string | null
  profile: Profile
}

export interface Users {
  find(username: string): User | undefined
  add(user: Omit<User, 'username'>, secrets: { password: string; pin: string | null }): void
  passwordIs(username: string, password: string): boolean
  pinIs(username: string, pin: string): boolean
  changePassword(username: string, password: string, at: Date): void
}

export interface Sessions {
  /** Opens a session beside any other of the same user: the document does not say that a new one ends the old. */
  open(username: string, at: Date): string
  /** The username of a session that has neither been ended nor expired. */
  usernameOf(id: string, at: Date): string | undefined
  end(id: string): void
  endAll(): void
}

/** `BNI014100294`: kode_mitra, kode_cabang and kode_loket in a row. */
export function agentCode({ profile }: User): string {
  return `${profile.kode_mitra}${profile.kode_cabang}${profile.kode_loket}`
}

/** The `agent` object of transaction answers. */
export function agentBlock(user: User): Record<string, string | null> {
  const { nama, alamat_jalan, alamat_rt_perum, alamat_kelurahan, alamat_kabupaten_kota, alamat_propinsi } =
    user.profile
  const street = [alamat_jalan, alamat_rt_perum, alamat_kelurahan, alamat_kabupaten_kota].join(' ')
  return { kode_agen: agentCode(user), nama, alamat: `${street}, ${alamat_propinsi}` }
}

interface UserRow {
  username: string
  passwordHash: string
  pinHash: string | null
  accountNumber: string | null
  profile: string
}

export function createUsers(db: Db): Users {
  const byUsername = db.prepare(
    `SELECT username, password_hash AS passwordHash, pin_hash AS pinHash, account_number AS accountNumber, profile
     FROM user WHERE username = ?`,
  )
  const insert = db.prepare('INSERT INTO user VALUES (?, ?, ?, ?, ?)')
  const setPassword = db.prepare(
    `UPDATE user SET password_hash = ?, profile = json_set(profile, '$.password_updated_at', ?) WHERE username = ?`,
  )
  const row = (username: string) => readOne<UserRow>(byUsername, username)

  return {
    find(username) {
      const found = row(username)
      if (!found) return undefined
      return { username, accountNumber: found.accountNumber, profile: JSON.parse(found.profile) as Profile }
    },
    add({ accountNumber, profile }, { password, pin }) {
      const pinHash = pin === null ? null : hashOf(pin)
      insert.run(profile.username, hashOf(password), pinHash, accountNumber, JSON.stringify(profile))
    },
    passwordIs: (username, password) => matches(password, row(username)?.passwordHash),
    pinIs: (username, pin) => matches(pin, row(username)?.pinHash),
    changePassword: (username, password, at) =>
      void setPassword.run(hashOf(password), at.toISOString(), username),
  }
}

export function createSessions(db: Db, lifetimeMs: number | null): Sessions {
  const insert = db.prepare('INSERT INTO session VALUES (?, ?, ?)')
  const live = db.prepare(
    'SELECT username FROM session WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)',
  )
  const remove = db.prepare('DELETE FROM session WHERE id = ?')
  const removeAll = db.prepare('DELETE FROM session')

  return {
    open(username, at) {
      const id = newSessionId()
      const expiresAt = lifetimeMs === null ? null : new Date(at.getTime() + lifetimeMs).toISOString()
      insert.run(id, username, expiresAt)
      return id
    },
    usernameOf: (id, at) => readOne<{ username: string }>(live, id, at.toISOString())?.username,
    end: (id) => void remove.run(id),
    endAll: () => void removeAll.run(),
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** 80 letters and digits, as the document's session_id. */
function newSessionId(): string {
  return Array.from({ length: 80 }, () => letters[randomInt(letters.length)]).join('')
}

/** As cheap as scrypt gets: these are practice secrets, printed on the sign-in, and every money call checks a PIN. */
const scryptCost = { N: 16, r: 8, p: 1 }

function hashOf(secret: string, salt = randomBytes(16)): string {
  return `${salt.toString('hex')}:${scryptSync(secret, salt, 32, scryptCost).toString('hex')}`
}

function matches(secret: string, hash: string | null | undefined): boolean {
  if (!hash) return false
  const [salt = ''] = hash.split(':')
  return timingSafeEqual(Buffer.from(hashOf(secret, Buffer.from(salt, 'hex'))), Buffer.from(hash))
}
