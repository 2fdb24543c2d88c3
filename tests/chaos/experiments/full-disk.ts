import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openCounter, type Counter } from '../counter.ts'
import { KINDS } from '../orders.ts'
import { strikePlan } from '../plans.ts'
import type { Violation } from '../oracle.ts'
import { seeded, type Chance } from '../seeded.ts'
import { startWorkstation } from '../workstation.ts'
import { became, obstacleTo, type Experiment } from './experiment.ts'

/** How often the disk fills up at a place that the seed chooses. */
const FILLINGS = 20

/**
 * A disk that takes no more, from one moment to the next: the kernel refuses the process every write beyond a size. No money is
 * sent without its intent on disk; an outcome that could not be written down is, once the disk takes it.
 */
export const fullDisk: Experiment = {
  name: 'a disk that fills up',
  obstacle: () => obstacleTo('prlimit', ['--version'], 'util-linux'),
  async run(script, seed) {
    const chance = seeded(seed)
    const counter = await openCounter({ script, chance, timeoutMs: 2_000 })
    try {
      await counter.stockUp(1)
      const violations = await nothingFits(counter)
      for (let n = 0; n < FILLINGS; n++) await fillUp(counter, chance)
      violations.push(...(await settles(counter)), ...(await startsOnFullDisk(counter, script)))
      await counter.kill()
      return [...violations, ...(await counter.judge(true)).violations]
    } finally {
      await counter.close()
    }
  },
}

/** Nothing at all can be written: the teller is told so, and nothing leaves. */
async function nothingFits(counter: Counter): Promise<Violation[]> {
  const before = counter.postings().length
  const violations: Violation[] = []
  for (const kind of KINDS) {
    const order = await counter.prepare(kind)
    await limit(counter, 0)
    const told = await counter.submit(order, undefined, true)
    await limit(counter)
    if (told.kind === 'failure' && told.failure.code === 'UNAVAILABLE') continue
    violations.push({
      kind: 'undetected',
      detail: `${kind} on a full disk was told ${JSON.stringify(told.kind)}`,
    })
  }
  const sent = counter.postings().length - before
  return sent === 0 ? violations : [...violations, { kind: 'lost', detail: `${sent} sent on a full disk` }]
}

/** Room for a few pages more: the disk is full in the middle of something. Then somebody makes room, or the PC dies. */
async function fillUp(counter: Counter, chance: Chance): Promise<void> {
  const order = await counter.prepare(chance.pick(KINDS))
  const log = join(counter.folder, 'profile', 'journal.db-wal')
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  await limit(counter, size + chance.between(0, 60_000))
  await counter.submit(order, undefined, true)
  if (chance.often(0.3)) await counter.kill()
  else await limit(counter)
}

/** Room for the files that a start opens, and for no further page of the log. */
const ROOM_TO_START = 40_000

/** The PC dies amid a deposit and comes up with a full disk: the program opens, posts nothing and says why, until there is room. */
async function startsOnFullDisk(counter: Counter, script: string): Promise<Violation[]> {
  const order = await counter.prepare('deposit')
  const strike = { trouble: 'kill', direction: 'answer', phase: 'before', ms: 0 } as const
  await counter.submit(order, strikePlan(order.attempt, strike, counter.killNow), true)
  await counter.kill()
  const [apiUrl = '', switcherUrl = ''] = counter.proxies.map(({ port }) => `http://127.0.0.1:${port}`)
  const at = await startWorkstation({
    ...{ script, folder: counter.folder, timeoutMs: 2_000 },
    ...{ apiUrl: `${apiUrl}/bankplus`, switcherUrl },
    under: ['prlimit', `--fsize=${ROOM_TO_START}:unlimited`],
  })
  const blocked = async () => {
    const told = await at.call('app.status', {})
    return told.kind === 'value' ? told.value.moneyBlocked : told.kind
  }
  try {
    const why = await blocked()
    execFileSync('prlimit', ['--pid', String(at.pid), '--fsize=unlimited:unlimited'])
    const goesOn = await became(async () => (await blocked()) === undefined)
    if (why === 'no-journal' && goesOn) return []
    return [{ kind: 'undetected', detail: `started on a full disk: ${why ?? 'money allowed'}, ${goesOn}` }]
  } finally {
    at.kill()
    await at.ended
  }
}

/** What the disk refused is written down once it takes it. */
async function settles(counter: Counter): Promise<Violation[]> {
  const at = await counter.open()
  const isSettled = async () => (await at.journal()).rows.every(({ state }) => state !== 'sending')
  return (await became(isSettled)) ? [] : [{ kind: 'unsettled', detail: 'room again, and still sending' }]
}

/** The soft limit, which can be lifted again. @param bytes the largest size that a file may have; absent = any */
async function limit(counter: Counter, bytes?: number): Promise<void> {
  const { pid } = await counter.open()
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`])
}
