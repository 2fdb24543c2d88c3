import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCounter } from '../counter.ts'
import { isMoney, KINDS } from '../orders.ts'
import type { Violation } from '../oracle.ts'
import { seeded } from '../seeded.ts'
import { obstacleTo, type Experiment } from './experiment.ts'

const CALLS = 'pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync'

/**
 * What `kill -9` cannot show, since the kernel keeps what a dead process wrote: by the system calls of a run, the journal's log and
 * the chain's head were synced to the disk after their last byte and before the first byte of each money request.
 */
export const orderOnDisk: Experiment = {
  name: 'on the disk before the first byte leaves',
  obstacle: () => obstacleTo('strace', ['-f', '-o', '/dev/null', process.execPath, '--version'], 'strace'),
  async run(script, seed) {
    const trace = join(tmpdir(), `teller-chaos-${process.pid}-${seed}.strace`)
    const under = ['strace', '-f', '-qq', '-yy', '-s', '96', '-e', `trace=${CALLS}`, '-o', trace]
    const counter = await openCounter({ script, chance: seeded(seed), timeoutMs: 20_000, under })
    try {
      for (const kind of [...KINDS, ...KINDS]) await counter.submit(await counter.prepare(kind))
      const { violations } = await counter.judge(false)
      return [...violations, ...judgeTrace(readFileSync(trace, 'utf8'), counter.attempts.length)]
    } finally {
      await counter.close()
      rmSync(trace, { force: true })
    }
  },
}

/** A system call as `strace -f -yy` writes it: `PID name(FD<what it is>, …) = result`. */
const CALL = /^\d+ +(?<name>\w+)\(\d+<(?<target>[^>]*(?:->[^>]*)?)>(?<rest>.*)$/

/** @param expected how many money requests there must be in it: a trace that shows none proves nothing */
export function judgeTrace(trace: string, expected: number): Violation[] {
  const violations: Violation[] = []
  let sent = 0
  let logged = false
  /** files of the journal with bytes in them that no sync has covered yet */
  const unsynced = new Set<string>()
  for (const line of trace.split('\n')) {
    const { name = '', target = '', rest = '' } = CALL.exec(line)?.groups ?? {}
    const file = /journal\.(?:db-wal|head)$/.exec(target)?.[0]
    if (file && name.includes('sync')) unsynced.delete(file)
    else if (file && name.includes('write')) {
      unsynced.add(file)
      logged ||= file === 'journal.db-wal'
    }
    const [, path = ''] = /"POST (\S+) HTTP/.exec(rest) ?? []
    if (!target.startsWith('TCP') || !isMoney(path)) continue
    sent += 1
    if (!logged) violations.push({ kind: 'unsynced', detail: `${path}: nothing was written before it` })
    for (const each of unsynced) {
      violations.push({ kind: 'unsynced', detail: `${path}: ${each} was written and not synced` })
    }
    logged = false
  }
  if (sent !== expected) {
    violations.push({
      kind: 'unsynced',
      detail: `${sent} money requests in the trace instead of ${expected}`,
    })
  }
  return violations
}
