import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MoneyKind } from '#shared/money-states.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { buildChild } from './build-child.ts'
import { openCounter } from './counter.ts'
import { obstacleTo } from './experiments/experiment.ts'
import { isMoney } from './orders.ts'
import { seeded } from './seeded.ts'

const TIMES = 5

const obstacle = obstacleTo('strace', ['-f', '-o', '/dev/null', process.execPath, '--version'], 'strace')
if (obstacle) console.warn(`syncs are not counted: ${obstacle.why}`)

/** What a run of the workstation asked the disk and the bank for, from each money request to the next. */
function between(trace: string): { log: number; head: number }[] {
  const counts: { log: number; head: number }[] = []
  for (const line of trace.split('\n')) {
    const [, path = ''] = /TCP.*"POST (\S+) HTTP/.exec(line) ?? []
    if (isMoney(path)) counts.push({ log: 0, head: 0 })
    const [, file] = /\bf(?:data)?sync\(\d+<[^>]*journal\.(db-wal|head)>/.exec(line) ?? []
    const current = counts.at(-1)
    if (current && file === 'db-wal') current.log += 1
    if (current && file === 'head') current.head += 1
  }
  // After the last one nothing begins.
  return counts.slice(0, -1)
}

/**
 * Each sync is a wait of the customer's, so their number is a promise: the intent with its head, the outcome and its paper with
 * their head. References are given out below a mark on the disk, which moves at most once in 5 s: one more commit then.
 */
test.each<MoneyKind>(['deposit', 'intrabank'])(
  '%s: one request, two syncs of the journal and two of its head',
  { timeout: 240_000, skip: obstacle !== undefined && !(obstacle.curable && process.env['CI']) },
  async (kind) => {
    const trace = join(temporaryFolder(), 'trace')
    const calls = 'trace=write,writev,sendto,sendmsg,fsync,fdatasync'
    const under = ['strace', '-f', '-qq', '-yy', '-s', '96', '-e', calls, '-o', trace]
    const child = await buildChild()
    const options = { script: child.path, chance: seeded('syncs'), timeoutMs: 60_000, under }
    const counter = await openCounter(options)
    try {
      for (let count = 0; count < TIMES; count += 1) await counter.submit(await counter.prepare(kind))
      expect(counter.sandbox.requests().filter(({ path }) => isMoney(path))).toHaveLength(TIMES)
      const counts = between(readFileSync(trace, 'utf8'))
      expect(counts.map(({ head }) => head)).toEqual(Array.from({ length: TIMES - 1 }, () => 2))
      expect(Math.min(...counts.map(({ log }) => log))).toBe(2)
      expect(Math.max(...counts.map(({ log }) => log))).toBeLessThanOrEqual(3)
    } finally {
      await counter.close()
      child.remove()
    }
  },
)
