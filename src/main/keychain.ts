import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { TellerError } from '#shared/result.ts'

/** Where session, unlock record and journal keys live: the system's keychain, or a file in training mode. */
export interface SecretStore {
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
}

const SERVICE = 'BankPlusTeller'
const TIME_LIMIT_MS = 5_000

let hanging = 0

/** Whether a call to the keychain has not come back: its thread then keeps a process from ending by itself. */
export const keychainHangs = (): boolean => hanging > 0

/**
 * The operating system's keychain through keytar. One call at a time and each at most 5 s: a locked Secret Service can hang a
 * call, and hung calls starve Node's thread pool until every file read stands still. After a time-out nothing is asked
 * until that call has come back.
 * @throws TellerError UNAVAILABLE, part keychain
 */
export function createKeychain(keytar: typeof import('keytar'), timeLimitMs = TIME_LIMIT_MS): SecretStore {
  let last: Promise<unknown> = Promise.resolve()
  let hung = false

  const one = <T>(call: () => Promise<T>): Promise<T> => {
    const result = last.then(() => {
      if (hung) throw unavailable('hung')
      return limited(call())
    })
    last = result.catch(() => undefined)
    return result
  }

  const limited = <T>(call: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        hung = true
        hanging += 1
        reject(unavailable('slow'))
      }, timeLimitMs)
      call
        .then(resolve, (error: unknown) => reject(unavailable('refused', error)))
        .finally(() => {
          clearTimeout(timer)
          if (hung) hanging -= 1
          hung = false
        })
    })

  return {
    get: (name) => one(async () => (await keytar.getPassword(SERVICE, name)) ?? undefined),
    set: (name, value) => one(async () => keytar.setPassword(SERVICE, name, value)),
    delete: (name) => one(async () => void (await keytar.deletePassword(SERVICE, name))),
  }
}

const unavailable = (reason: string, cause?: unknown) =>
  new TellerError({ code: 'UNAVAILABLE', part: 'keychain', reason }, { cause })

/** Training mode's store: a file in its profile folder, since nothing in training is secret. */
export function createFileStore(path: string): SecretStore {
  const load = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    } catch {
      return {}
    }
  }
  const save = (secrets: Record<string, string>) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(secrets), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    async get(name) {
      return load()[name]
    },
    async set(name, value) {
      save({ ...load(), [name]: value })
    },
    async delete(name) {
      const { [name]: _gone, ...rest } = load()
      save(rest)
    },
  }
}

/** Training keeps its secrets in a file, since nothing in it is secret; live mode in the operating system's keychain. */
export async function openSecretStore(mode: 'training' | 'live', folder: string): Promise<SecretStore> {
  if (mode === 'training') return createFileStore(join(folder, 'secrets.json'))
  const { default: keytar } = await import('keytar')
  return createKeychain(keytar)
}
