import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '#shared/contract.ts'
import type { MoneyKind } from '#shared/money-states.ts'
import type { Posting } from '../../src/sandbox/ledger.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { judge, type Attempt, type ToldOf, type Verdict, type Violation } from './oracle.ts'
import { AGENT, isMoney, prepare, SEED, type Order } from './orders.ts'
import { startProxy, type FaultProxy, type Plan } from './proxy.ts'
import type { Chance } from './seeded.ts'
import { startWorkstation, type Told, type Workstation, type WorkstationOptions } from './workstation.ts'

export interface CounterOptions {
  /** the bundle of build-child.ts */
  script: string
  chance: Chance
  timeoutMs: number
  printer?: string
  under?: readonly string[]
  /** the bank's clock, from which the workstation's follows */
  now?: () => Date
}

/** A bank with its ledger, a line that can be struck, and one profile in which workstations start and die one after another. */
export interface Counter {
  folder: string
  sandbox: Sandbox
  proxies: FaultProxy[]
  attempts: Attempt[]
  /** what was wrong besides what the ledger shows */
  violations: Violation[]
  /** The workstation that runs, or a new one on the same profile. */
  open(): Promise<Workstation>
  /** Starts one that is killed so long after its birth, perhaps before it stands. */
  openAndKill(afterMs: number): Promise<void>
  killNow(): void
  /** Kills it and waits for its end; what was on the line is cut. */
  kill(): Promise<void>
  /** A new order with an amount of its own. @throws Error where the bank could not be asked, a few times over */
  prepare(kind: MoneyKind, pin?: string): Promise<Order>
  /** Makes transfers by the switcher in advance, for reversals that are prepared while nothing can be posted. */
  stockUp(transfers: number): Promise<void>
  /** Submits an order, once more perhaps, and notes what was told. `plan` is what befalls its request, if it makes one. */
  submit(order: Order, plan?: Plan, diskMayRefuse?: boolean): Promise<Told<Outcome>>
  /** Asks the switcher for an unknown, once more where the question itself runs into the time limit. */
  check(transactionId: string): Promise<string>
  /** Postings that this counter did not cause, such as a second counter's. */
  foreign: Set<number>
  postings(): Posting[]
  /** @param recovered whether it was started anew since its last transaction */
  judge(recovered: boolean): Promise<Verdict>
  /** answers of the bank as they were, by path: somebody else's answers for others */
  answers: Map<string, Buffer>
  close(): Promise<void>
}

/** The first amount, in sen; each attempt has one rupiah more, so that a posting shows whose it is. */
const FIRST_AMOUNT = 1_000_000n

/** How often a teller asks, where a busy machine makes a question run into the short time limit of these runs. */
const PATIENCE = 30

export async function openCounter(options: CounterOptions): Promise<Counter> {
  const { chance } = options
  const folder = mkdtempSync(join(tmpdir(), 'teller-chaos-'))
  const sandbox = await createSandbox({
    ...{ dbPath: ':memory:', seed: SEED },
    ...(options.now ? { now: options.now } : {}),
  })
  const seeded = new Set(sandbox.ledger.postings().map(({ id }) => id))
  const [bank, switcher] = await Promise.all(
    [sandbox.bankUrl, sandbox.switcherUrl].map((url) => startProxy(new URL(url), isMoney, chance)),
  )
  const attempts: Attempt[] = []
  const violations: Violation[] = []
  const foreign = new Set<number>()
  const answers = new Map<string, Buffer>()
  let amount = FIRST_AMOUNT
  const stock: Outcome[] = []
  let running: Workstation | undefined
  let signedIn = false

  const start = async (): Promise<Workstation> => {
    const started = await startWorkstation(workstationOptions())
    for (let tried = 1; !signedIn && tried <= PATIENCE; tried++) {
      const { username, password } = AGENT
      const told = await started.call('session.signIn', { username, password })
      signedIn = told.kind === 'value'
      if (!signedIn && tried === PATIENCE) throw new Error(`nobody could sign in: ${JSON.stringify(told)}`)
    }
    return started
  }
  const workstationOptions = (): WorkstationOptions => ({
    ...options,
    folder,
    apiUrl: `http://127.0.0.1:${bank!.port}/bankplus`,
    switcherUrl: `http://127.0.0.1:${switcher!.port}`,
  })
  const open = async () => (running?.alive() ? running : (running = await start()))
  const cutAll = () => [bank!, switcher!].forEach((proxy) => proxy.cutAll())
  const postings = () => sandbox.ledger.postings().filter(({ id }) => !seeded.has(id) && !foreign.has(id))

  const transferred = async () => stock.pop() ?? makeTransfer()
  const newOrder: Counter['prepare'] = async (kind, pin = AGENT.pin) => {
    for (let tried = 0; tried < PATIENCE; tried++) {
      amount += 100n
      const order = await prepare(await open(), kind, { amount, chance, pin, transferred })
      if (!order) continue
      attempts.push(order.attempt)
      return order
    }
    throw new Error(`the bank could not be asked for a ${kind}`)
  }
  const submit: Counter['submit'] = async (order, plan, diskMayRefuse = false) => {
    const at = await open()
    // An answer of the bank, kept as it was: "somebody else's" for other requests.
    const heard = (original: Buffer | undefined) => {
      if (original) answers.set(order.path, original)
      return plan?.answer ? plan.answer(original) : original!
    }
    proxyOf(order, [bank!, switcher!]).expect({ ...plan, mark: order.mark, answer: heard })
    const told = (await at.call(order.method, order.input)) as Told<Outcome>
    noteTold(order.attempt, told, violations, diskMayRefuse)
    return told
  }
  const makeTransfer = async (): Promise<Outcome | undefined> => {
    const told = await submit(await newOrder('switcher-transfer'))
    return told.kind === 'value' && told.value.state === 'confirmed' ? told.value : undefined
  }

  return {
    ...{ folder, sandbox, attempts, violations, foreign, answers, open, postings },
    proxies: [bank!, switcher!],
    async openAndKill(afterMs) {
      const starting = startWorkstation(workstationOptions(), afterMs)
      await starting.then(
        (started) => (started.kill(), started.ended),
        () => undefined,
      )
    },
    killNow: () => running?.kill(),
    async kill() {
      running?.kill()
      await running?.ended
      running = undefined
      cutAll()
    },
    prepare: newOrder,
    submit,
    async stockUp(transfers) {
      while (stock.length < transfers) {
        const made = await makeTransfer()
        if (made) stock.push(made)
      }
    },
    async check(transactionId) {
      let result = 'undecided'
      for (let tried = 0; result === 'undecided' && tried < PATIENCE; tried++) {
        const told = await (await open()).call('unknown.check', { transactionId })
        result = told.kind === 'value' ? told.value.result : told.kind
      }
      return result
    },
    async judge(recovered) {
      const at = await open()
      const verdict = judge(await at.journal(), attempts, postings(), recovered)
      return { ...verdict, violations: [...violations.splice(0), ...verdict.violations] }
    },
    async close() {
      running?.kill()
      await running?.ended
      await Promise.all([bank!.close(), switcher!.close()])
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const proxyOf = ({ attempt }: Order, [bank, switcher]: FaultProxy[]): FaultProxy =>
  attempt.kind.startsWith('switcher') ? switcher! : bank!

function noteTold(
  attempt: Attempt,
  told: Told<Outcome>,
  violations: Violation[],
  diskMayRefuse: boolean,
): void {
  attempt.told.push(toldOf(told))
  const why = refusedWithoutReason(told, diskMayRefuse)
  if (why) violations.push({ kind: 'refused', detail: `${why}: ${JSON.stringify(attempt)}` })
}

function toldOf(told: Told<Outcome>): ToldOf {
  if (told.kind === 'value') return told.value.state
  if (told.kind !== 'failure') return 'unsure'
  switch (told.failure.code) {
    case 'OUTCOME_UNKNOWN':
    case 'INTERNAL':
      return 'unsure'
    case 'SESSION_EXPIRED':
      return 'rejected'
    default:
      return 'nothing-sent'
  }
}

/** A fault of ours, or a disk, a journal or a clock that is said to refuse although nothing ails it. */
function refusedWithoutReason(told: Told<Outcome>, diskMayRefuse: boolean): string | undefined {
  if (told.kind === 'broken') return told.why
  if (told.kind !== 'failure' || diskMayRefuse) return undefined
  const { failure } = told
  // A second person who could not sign in within the time: the bank's part, and nothing was sent.
  if (failure.code === 'UNAVAILABLE' && failure.part === 'bank') return undefined
  return ['UNAVAILABLE', 'INTERNAL', 'OUTCOME_UNKNOWN'].includes(failure.code)
    ? JSON.stringify(failure)
    : undefined
}
