import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createFileStore, createKeychain } from './keychain.ts'

const unavailable = (reason: string) => ({ failure: { code: 'UNAVAILABLE', part: 'keychain', reason } })
/** No call of these tests is meant to run into it. */
const PATIENT_MS = 30_000

/** Stands in for the keytar module: keeps secrets in a map, and holds calls back when told to. */
function fakeKeytar() {
  const secrets = new Map<string, string>()
  const calls: string[] = []
  let underway = 0
  let mostAtOnce = 0
  let gate = Promise.resolve()
  const call = async <T>(name: string, act: () => T): Promise<T> => {
    calls.push(name)
    underway += 1
    mostAtOnce = Math.max(mostAtOnce, underway)
    await gate
    underway -= 1
    return act()
  }
  const keytar = {
    getPassword: (service: string, name: string) =>
      call(`get ${name}`, () => secrets.get(`${service}/${name}`) ?? null),
    setPassword: (service: string, name: string, value: string) =>
      call(`set ${name}`, () => void secrets.set(`${service}/${name}`, value)),
    deletePassword: (service: string, name: string) =>
      call(`delete ${name}`, () => secrets.delete(`${service}/${name}`)),
  } as unknown as typeof import('keytar')
  /** Every call from now on hangs until the returned function lets it go. */
  const hold = () => {
    let release: () => void = () => undefined
    gate = new Promise((resolve) => (release = resolve))
    return () => {
      release()
      gate = Promise.resolve()
    }
  }
  return { keytar, calls, hold, mostAtOnce: () => mostAtOnce }
}

describe('the keychain', () => {
  it('keeps, gives and forgets a secret', async () => {
    const keychain = createKeychain(fakeKeytar().keytar)
    expect(await keychain.get('session')).toBeUndefined()
    await keychain.set('session', 'abc')
    expect(await keychain.get('session')).toBe('abc')
    await keychain.delete('session')
    expect(await keychain.get('session')).toBeUndefined()
  })

  it('is asked one thing at a time, in order', async () => {
    const { keytar, calls, mostAtOnce } = fakeKeytar()
    const keychain = createKeychain(keytar)
    await Promise.all([keychain.set('a', '1'), keychain.get('a'), keychain.delete('a'), keychain.get('b')])
    expect(calls).toEqual(['set a', 'get a', 'delete a', 'get b'])
    expect(mostAtOnce()).toBe(1)
  })

  it('that does not answer in time is asked nothing more until it does', async () => {
    const { keytar, calls, hold } = fakeKeytar()
    const keychain = createKeychain(keytar, 20)
    const release = hold()
    await expect(keychain.get('session')).rejects.toMatchObject(unavailable('slow'))
    await expect(keychain.get('session')).rejects.toMatchObject(unavailable('hung'))
    await expect(keychain.set('session', 'x')).rejects.toMatchObject(unavailable('hung'))
    expect(calls).toEqual(['get session'])

    release()
    await new Promise((resolve) => setImmediate(resolve))
    await keychain.set('session', 'abc')
    expect(calls).toEqual(['get session', 'set session'])
  })

  it('that refuses says so, with its own error as the cause, and is asked again', async () => {
    const { keytar } = fakeKeytar()
    const locked = new Error('the collection is locked')
    const failing = { ...keytar, getPassword: () => Promise.reject(locked) }
    const keychain = createKeychain(failing, PATIENT_MS)
    await expect(keychain.get('session')).rejects.toMatchObject({ ...unavailable('refused'), cause: locked })
    await keychain.set('session', 'abc')
  })

  it('that throws before it starts counts as refusing too', async () => {
    const broken = () => {
      throw new TypeError('Password is required.')
    }
    const keychain = createKeychain({ ...fakeKeytar().keytar, setPassword: broken }, PATIENT_MS)
    await expect(keychain.set('session', '')).rejects.toMatchObject(unavailable('refused'))
  })
})

describe("training's file", () => {
  it('keeps, gives and forgets secrets across openings', async () => {
    const path = join(temporaryFolder(), 'training', 'secrets.json')
    await createFileStore(path).set('session', 'abc')
    await createFileStore(path).set('journal-key', 'def')
    expect(await createFileStore(path).get('session')).toBe('abc')
    await createFileStore(path).delete('session')
    expect(await createFileStore(path).get('session')).toBeUndefined()
    expect(await createFileStore(path).get('journal-key')).toBe('def')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('that was damaged starts empty', async () => {
    const path = join(temporaryFolder(), 'secrets.json')
    writeFileSync(path, '{"session":"a')
    expect(await createFileStore(path).get('session')).toBeUndefined()
    await createFileStore(path).set('session', 'new')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ session: 'new' })
  })
})
