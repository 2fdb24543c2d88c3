import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDashboard } from '../tests/e2e/support/dashboard.ts'
import { signIn, signInAsAgent } from '../tests/e2e/support/pages.ts'
import { SUPERVISOR } from '../tests/e2e/support/people.ts'
import { post } from '../tests/e2e/support/transactions.ts'
import { startTeller } from '../tests/e2e/support/teller.ts'
import { BARE, PROJECT, startProgram } from './electron.ts'
import { against, type Figure } from './figure.ts'
import { withLiveBank, type LiveBank } from './live-bank.ts'
import { byTurns } from './rounds.ts'

const TRANSACTIONS = 500
const DASHBOARDS = 20
/** What a start leaves lying is collected by then. */
const SETTLE_MS = 3_000
/** What a deposit has the page ask besides would otherwise meet the limit on calls, which no teller does. */
const BETWEEN_DEPOSITS_MS = 120

export const memory: Figure = {
  id: 'memory',
  measure: (rounds) =>
    withLiveBank(async (bank) => {
      const taken = { half: [] as number[], whole: [] as number[] }
      const { ours, bare } = await byTurns(rounds, {
        ours: () => atSignIn(bank, PROJECT, 'ours'),
        bare: () => atSignIn(bank, BARE, 'bare'),
      })
      // A working day takes more than a minute to play; three say what there is to say.
      for (let day = 0; day < Math.ceil(rounds / 3); day++) {
        const { half, whole } = await workingDay(bank, `day-${day}`)
        taken.half.push(half)
        taken.whole.push(whole)
      }
      const floor = { floor: 'bare window', unit: 'MB' }
      return [
        {
          ...{ figure: 'memory (PSS, all processes) at sign-in', ...floor, ...against(ours, bare) },
          goal: { of: 'ratio', atMost: 1.12 },
        },
        {
          ...{ figure: `after ${TRANSACTIONS} transactions and ${DASHBOARDS} dashboards`, ...floor },
          ...{ ...against(taken.whole, bare), goal: { of: 'ratio', atMost: 1.25 } },
        },
        {
          ...{ figure: 'the same against half as many: flat', floor: 'half', unit: 'MB' },
          ...{ ...against(taken.whole, taken.half), goal: { of: 'ratio', atMost: 1.05 } },
        },
      ]
    }),
}

async function atSignIn({ folder, environment }: LiveBank, program: string, name: string): Promise<number> {
  const started = await startProgram(program, join(folder, name), environment)
  try {
    await pause(SETTLE_MS)
    return megabytes(started.pid)
  } finally {
    await started.stop()
  }
}

/** An agent's deposits, by the calls that the form makes, then a supervisor's dashboards; twice. @returns memory at half time and at the end */
async function workingDay({ folder, environment }: LiveBank, name: string) {
  const profile = join(folder, name)
  mkdirSync(profile, { recursive: true })
  writeFileSync(join(profile, 'outlet.json'), '{ "repeatMinutes": 0, "rekeyAmount": 0 }')
  const teller = await startTeller(profile, environment)
  try {
    const { page } = teller
    const pid = teller.electron.process().pid!
    let amount = 10_000
    const half = async () => {
      await signInAsAgent(page)
      for (let deposit = 0; deposit < TRANSACTIONS / 2; deposit++) {
        await post(page, 'deposit', (amount += 100))
        await pause(BETWEEN_DEPOSITS_MS)
      }
      await page.getByTestId('logout').click()
      await signIn(page, SUPERVISOR.username, SUPERVISOR.password)
      await page.getByTestId('nav-journal').waitFor()
      for (let dashboard = 0; dashboard < DASHBOARDS / 2; dashboard++) {
        await openDashboard(page)
        await page.keyboard.press('F8')
        await page.getByTestId('journal-search').waitFor()
      }
      await page.getByTestId('logout').click()
      await page.getByTestId('login-username').waitFor()
      await pause(SETTLE_MS)
      // What the page keeps is asked here: V8 lets its garbage lie for as long as nothing presses for memory.
      await (await page.context().newCDPSession(page)).send('HeapProfiler.collectGarbage')
      return megabytes(pid)
    }
    return { half: await half(), whole: await half() }
  } finally {
    await teller.close()
  }
}

/** The proportional share of a process and of all that it started, summed: a page that two share is counted once. */
function megabytes(pid: number): number {
  const kilobytes = family(pid).map((each) => {
    const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8')
    return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1])
  })
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_000
}

function family(pid: number): number[] {
  const threads = readdirSync(`/proc/${pid}/task`)
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}
