import { linkSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { seal, shredFile, unseal } from './sealed-files.ts'

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
