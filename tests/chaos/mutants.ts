import type { Edit } from './build-child.ts'
import { cutLog } from './experiments/cut-log.ts'
import type { Experiment } from './experiments/experiment.ts'
import { foreignJournal } from './experiments/foreign-journal.ts'
import { fullDisk } from './experiments/full-disk.ts'
import { impatience } from './experiments/impatience.ts'
import { late } from './experiments/late.ts'
import { orderOnDisk } from './experiments/order-on-disk.ts'
import { references } from './experiments/references.ts'
import { twin } from './experiments/twin.ts'
import { CELLS, runCells } from './matrix.ts'

/** A deliberate fault in the code that keeps money safe, and the experiment that must notice it. */
export interface Mutant {
  name: string
  edits: readonly Edit[]
  experiment: Experiment
}

const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace })

const POSTING = 'src/main/posting.ts'
const JOURNAL = 'src/main/journal/money-journal.ts'
const CLIENT = 'src/main/wire/client.ts'

/** Cells of the fault matrix, a few rounds each. */
const cells = (names: readonly string[], rounds = 2): Experiment => ({
  name: names.join(', '),
  async run(script, seed) {
    const chosen = names.map((name) => CELLS.find((cell) => cell.name === name))
    if (chosen.includes(undefined)) throw new Error(`no such cell among ${names.join(', ')}`)
    return (
      await runCells(
        script,
        seed,
        chosen.filter((cell) => cell !== undefined),
        rounds,
      )
    ).violations
  },
})

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'journal after the request',
    edits: [
      edit(
        POSTING,
        `  const sending = begin(parts, attemptId, order, profile)
  const answer = await sent(order, { sessionId, reference: sending.reference })
`,
        `  const reference = parts.references.forMoney()
  const answer = await sent(order, { sessionId, reference })
  const sending = begin({ ...parts, references: { forMoney: () => reference } }, attemptId, order, profile)
`,
      ),
    ],
    experiment: cells(['deposit: kill before the answer']),
  },
  {
    name: 'send again what is unknown',
    edits: [
      edit(
        POSTING,
        'return await order.send(caller)',
        `const first = await order.send(caller)
    return first.kind === 'unknown' ? await order.send(caller) : first`,
      ),
    ],
    experiment: cells(['deposit: reset before the answer']),
  },
  {
    name: 'take every "-1" for a refusal',
    edits: [edit('src/main/bank/refusals.ts', '      known.hostCode === refusal.hostCode &&\n', '')],
    experiment: cells(['deposit: unlisted -1']),
  },
  {
    name: 'take a 5xx at its word',
    edits: [edit(CLIENT, 'status >= 500 ? undefined : parseEnvelope(text)', 'parseEnvelope(text)')],
    experiment: cells(['intrabank: known refusal under a 500']),
  },
  {
    name: 'do not compare the echo',
    edits: [edit(CLIENT, 'parsed.success && terms.echoMatches(parsed.data)', 'parsed.success')],
    experiment: cells(['deposit: drip before the request', 'deposit: made up'], 8),
  },
  {
    name: 'call a broken connection "not sent"',
    edits: [
      edit(
        'src/main/wire/http.ts',
        `if (connected === false) return { kind: 'not-sent', reason: reason ?? 'connect' }`,
        `if (connected !== undefined) return { kind: 'not-sent', reason: reason ?? 'connect' }`,
      ),
    ],
    experiment: cells(['interbank: cut before the answer']),
  },
  {
    name: 'call a time-out "rejected"',
    edits: [
      edit(
        CLIENT,
        `return { kind: 'unknown', evidence: exchange.reason, ...(late ? { late } : {}) }`,
        `return { kind: 'rejected', refusal: { bankCode: 'TIMEOUT', bankMessage: '' }, evidence: 'x', ...(late ? {} : {}) }`,
      ),
    ],
    experiment: cells(['switcher-transfer: silence before the answer']),
  },
  {
    name: 'send another reference than the journaled one',
    edits: [
      edit(
        POSTING,
        'await sent(order, { sessionId, reference: sending.reference })',
        'await sent(order, { sessionId, reference: parts.references.forMoney() })',
      ),
    ],
    experiment: cells(['deposit: drip before the request']),
  },
  {
    name: 'keep no mark of the references',
    edits: [edit('src/main/journal/references.ts', '      store.run(BigInt(next + MARK_AHEAD_TICKS))\n', '')],
    experiment: references,
  },
  {
    name: 'forget which attempts were made',
    edits: [edit(POSTING, 'const earlier = journal.findAttempt(attemptId)', 'const earlier = undefined')],
    experiment: impatience,
  },
  {
    name: 'leave what a crash interrupted as it was',
    edits: [
      edit(
        JOURNAL,
        `          move(id, state === 'sending' ? 'lose' : 'abandon', 'start-up')
          return state === 'sending' ? [get(id)] : []`,
        `          return state === 'sending' ? [get(id)] : []`,
      ),
    ],
    experiment: cells(['open-account: kill after the request']),
  },
  {
    name: 'no fsync',
    edits: [edit('src/main/journal/database.ts', 'synchronous = FULL', 'synchronous = NORMAL')],
    experiment: orderOnDisk,
  },
  {
    name: 'seal no head',
    edits: [
      edit(JOURNAL, '    audit.seal()\n    return result', '    return result'),
      edit(JOURNAL, '      audit.sealSoon()\n', ''),
    ],
    experiment: cutLog(12),
  },
  {
    name: 'send although the disk refused the intent',
    edits: [
      edit(
        POSTING,
        `    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })`,
        `    if (!cause) throw new TellerError({ code: 'OUTCOME_UNKNOWN' })
    return { id: randomUUID(), reference: parts.references.forMoney() } as unknown as MoneyRow`,
      ),
    ],
    experiment: fullDisk,
  },
  {
    name: 'send although there is no journal',
    edits: [edit('src/main/app.ts', '      assertMoneyAllowed(moneyBlocked())\n', '')],
    experiment: foreignJournal,
  },
  {
    name: 'settle by the reference alone',
    edits: [
      edit(
        'src/main/status-checks.ts',
        `posting.amount === row.amount && posting.beneficiary.account === row.account ? 'found' : 'mismatch'`,
        `posting && row ? 'found' : 'mismatch'`,
      ),
    ],
    experiment: twin,
  },
  {
    name: 'take "not found" for a refusal',
    edits: [
      edit(
        'src/main/status-checks.ts',
        `    if (result === 'found' && journal.get(id).state === 'unknown')`,
        `    if (result === 'not-found') journal.settle(id, 'reject', { evidence: '' }, 'bank')
    if (result === 'found' && journal.get(id).state === 'unknown')`,
      ),
    ],
    experiment: late,
  },
  {
    name: 'do not listen for late answers',
    edits: [
      edit(POSTING, `if (answer.kind === 'unknown') void followLate(`, 'if (!answer) void followLate('),
    ],
    experiment: late,
  },
]
