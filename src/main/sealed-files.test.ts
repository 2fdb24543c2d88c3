import { linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { seal, shredFile, unseal, writeSynced } from './sealed-files.ts'

const KEY = Buffer.alloc(32, 7)
const PLAIN = Buffer.from('something personal')

it('unseals what was sealed, each time another way', () => {
  const sealed = [seal(PLAIN, 'a', KEY), seal(PLAIN, 'a', KEY)] as const
  expect(sealed[0].equals(sealed[1])).toBe(false)
  for (const bytes of sealed) expect(Buffer.from(unseal(bytes, 'a', KEY)).toString()).toBe(PLAIN.toString())
})

it('refuses another name, another key, and every changed byte', () => {
  const sealed = seal(PLAIN, 'a', KEY)
  expect(() => unseal(sealed, 'b', KEY)).toThrow()
  expect(() => unseal(sealed, 'a', Buffer.alloc(32, 8))).toThrow()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => unseal(changed, 'a', KEY)).toThrow()
  }
  expect(() => unseal(sealed.subarray(0, 20), 'a', KEY)).toThrow()
})

it('overwrites what it removes', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'picture')
  writeFileSync(path, PLAIN)
  // A second name for the same bytes on the disk: what is left of them when the first is gone.
  linkSync(path, join(folder, 'the same'))
  await shredFile(path)
  expect(() => readFileSync(path)).toThrow()
  const left = readFileSync(join(folder, 'the same'))
  expect(left.length).toBe(PLAIN.length)
  expect(left.includes('personal')).toBe(false)
  await shredFile(path)
})

it('writes pieces as one file, and leaves nothing of one that ends with an error', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'list.csv')
  async function* pieces(last: () => string) {
    yield 'one,'
    yield 'two,'
    yield last()
  }
  await writeSynced(
    path,
    pieces(() => 'three'),
    0o600,
  )
  expect(readFileSync(path, 'utf8')).toBe('one,two,three')
  const failing = pieces(() => {
    throw new Error('no more')
  })
  await expect(writeSynced(path, failing, 0o600)).rejects.toThrow('no more')
  expect(readdirSync(folder)).toEqual(['list.csv'])
  expect(readFileSync(path, 'utf8')).toBe('one,two,three')
  await expect(writeSynced(join(folder, 'no-such', 'list.csv'), 'x', 0o600)).rejects.toThrow('ENOENT')
})
