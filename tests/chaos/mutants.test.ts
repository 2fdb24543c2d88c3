import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { edited, PROJECT } from './build-child.ts'
import { judgeTrace } from './experiments/order-on-disk.ts'
import { MUTANTS } from './mutants.ts'

/** That each mutant is noticed is shown by `npm run chaos`; here, that each still is one. */
describe('mutants', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    '"%s" fits the source',
    (_name, { edits }) => {
      for (const file of new Set(edits.map((edit) => edit.file))) {
        const source = readFileSync(join(PROJECT, file), 'utf8')
        const mine = edits.filter((edit) => edit.file === file)
        expect(edited(source, mine)).not.toBe(source)
      }
    },
  )

  it('whose text is not there, or there twice, are out of date', () => {
    const edit = { file: 'x.ts', find: 'a', replace: 'b' }
    expect(() => edited('c', [edit])).toThrow('found 0 times in x.ts')
    expect(() => edited('aca', [edit])).toThrow('found 2 times in x.ts')
  })
})

const WRITE = '7 pwrite64(29</p/journal.db-wal>, "x", 4096, 1) = 4096'
const SYNC = '7 fsync(29</p/journal.db-wal>) = 0'
const HEAD = '7 pwrite64(33</p/journal.head>, "5 73", 96, 0) = 96'
const HEAD_SYNC = '7 fdatasync(33</p/journal.head>) = 0'
const POST =
  '7 writev(33<TCP:[127.0.0.1:1->127.0.0.1:2]>, [{iov_base="POST /bankplus/bsa/depositAccount HTTP"'

describe('the judge of system calls', () => {
  it.each<[string, string[], string[]]>([
    ['all synced before the request', [WRITE, SYNC, HEAD, HEAD_SYNC, POST], []],
    ['nothing synced', [WRITE, HEAD, POST], ['journal.db-wal', 'journal.head']],
    ['a page written after the sync', [WRITE, SYNC, WRITE, HEAD, HEAD_SYNC, POST], ['journal.db-wal']],
    ['the head not synced', [WRITE, SYNC, HEAD, POST], ['journal.head']],
    ['nothing written', [POST], ['nothing was written']],
    ['the second request without a write of its own', [WRITE, SYNC, POST, POST], ['nothing was written']],
  ])('%s', (_name, lines, expected) => {
    const requests = lines.filter((line) => line === POST).length
    const found = judgeTrace(lines.join('\n'), requests)
    expect(found).toHaveLength(expected.length)
    expected.forEach((text, index) => expect(found[index]!.detail).toContain(text))
  })

  it('does not take an empty trace for a good one', () => {
    expect(judgeTrace('', 2)).toHaveLength(1)
  })
})
