import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { id } from '../src/shared/locales/id.ts'
import { inProject } from './project.mjs'

// docs/panduan-teller.md against the screens: its words in _slanted_ letters are theirs, and its pictures are there and light.

const page = readFileSync(inProject('docs/panduan-teller.md'), 'utf8')

const texts = (words) => (typeof words === 'string' ? [words] : Object.values(words).flatMap(texts))
const spoken = texts(id).join('\n')

/** Where the guide leaves something out (…), or the screen says a name or a number, anything may stand. */
const pattern = (words) =>
  new RegExp(
    words
      .split(/\s*…\s*/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.{0,40}'),
    'i',
  )

/** Printed by src/shared/receipt.ts, in the letters of paper. */
const ON_PAPER = ['STATUS BELUM PASTI - BUKAN BUKTI TRANSAKSI BERHASIL']

test('what it quotes is what the screens say', () => {
  const quoted = [...page.matchAll(/(?<![\w_])_([^_\n]+(?:\n[^_\n]+)?)_(?![\w_])/g)].map(([, words]) =>
    words.replaceAll('\n', ' '),
  )
  expect(quoted.length).toBeGreaterThan(30)
  const unsaid = quoted.filter(
    (words) => !ON_PAPER.includes(words) && !pattern(words.replace(/\.$/, '')).test(spoken),
  )
  expect(unsaid).toEqual([])
})

test('its pictures are there, and small', () => {
  const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) =>
    join(inProject('docs'), path),
  )
  expect(pictures.length).toBeGreaterThanOrEqual(8)
  for (const path of pictures) expect(statSync(path).size, path).toBeLessThan(60_000)
})
