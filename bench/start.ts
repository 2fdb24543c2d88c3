import { join } from 'node:path'
import { against, spread, type Figure, type Row } from './figure.ts'
import { BARE, PROJECT, startProgram } from './electron.ts'
import { withLiveBank, type LiveBank } from './live-bank.ts'
import { evict } from './page-cache.ts'
import { byTurns } from './rounds.ts'

const WINDOW = 'bare window'

/** Chromium keeps compiled scripts from the second start on, and uses them from the third. */
const STARTS_BEFORE = 2

/** Our own files; Electron's stay cached for both, being the same file. */
const OURS = [
  'out/main',
  'out/preload',
  'out/renderer',
  ...['libsql', '@libsql', 'keytar'].map((name) => `node_modules/${name}`),
].map((path) => join(PROJECT, path))

/** Where the time of a start goes, in the order of its moments; a bare window asks main nothing. */
const STEPS = [
  'first line of main',
  'first file of main run',
  'Electron ready',
  'window made',
  'page received',
  'page parsed',
  "page's scripts run",
  'first question to main',
  'first answer of main',
]

interface Moments {
  readyMs: number
  paintMs: number
  stepsMs: Record<string, number>
}

async function startOnce({ environment, folder }: LiveBank, program: string, name: string): Promise<Moments> {
  const started = await startProgram(program, join(folder, name), environment)
  try {
    const stepsMs = await started.momentsMs()
    return { readyMs: started.readyMs, paintMs: stepsMs['first paint']!, stepsMs }
  } finally {
    await started.stop()
  }
}

/** Both moments of each start: taken in one run, split into rows afterwards. */
async function moments(bank: LiveBank, rounds: number, before: (files: string[]) => void) {
  const taken = { ours: [] as Moments[], bare: [] as Moments[] }
  const contender = (name: 'ours' | 'bare', program: string, files: string[]) => async () => {
    before([...files, join(bank.folder, name)])
    const moment = await startOnce(bank, program, name)
    taken[name].push(moment)
    return moment.readyMs
  }
  for (let start = 0; start < STARTS_BEFORE; start++) {
    await startOnce(bank, PROJECT, 'ours')
    await startOnce(bank, BARE, 'bare')
  }
  await byTurns(rounds, { ours: contender('ours', PROJECT, OURS), bare: contender('bare', BARE, [BARE]) })
  // The first of each is the round that is not measured.
  return { ours: taken.ours.slice(1), bare: taken.bare.slice(1) }
}

type Taken = Awaited<ReturnType<typeof moments>>
type Moment = 'readyMs' | 'paintMs'

/** @param floorMoment until when the bare window is counted; usable is when it may be shown */
function row(figure: string, { ours, bare }: Taken, moment: Moment, floorMoment: Moment): Row {
  const floor = floorMoment === 'readyMs' ? WINDOW : `${WINDOW}'s own first paint`
  return {
    ...{ figure, floor, unit: 'ms' },
    ...against(
      ours.map((each) => each[moment]),
      bare.map((each) => each[floorMoment]),
    ),
  }
}

function step(name: string, { ours, bare }: Taken): Row {
  const [here, floor] = [ours, bare].map((starts) =>
    starts.map(({ stepsMs }) => stepsMs[name]).filter((ms) => ms !== undefined),
  )
  const shared = { figure: `of which until: ${name}`, unit: 'ms', value: spread(here!) }
  return floor!.length === 0 ? shared : { ...shared, floor: WINDOW, floorValue: spread(floor!) }
}

const atMost = (ratio: number) => ({ goal: { of: 'ratio' as const, atMost: ratio } })

export const start: Figure = {
  id: 'start',
  measure: (rounds) =>
    withLiveBank(async (bank) => {
      const warm = await moments(bank, rounds, () => undefined)
      const cold = await moments(bank, rounds, evict)
      return [
        { ...row('spawn to usable sign-in', warm, 'readyMs', 'readyMs'), ...atMost(1.1) },
        ...STEPS.map((name) => step(name, warm)),
        { ...row('spawn to first paint', warm, 'paintMs', 'readyMs'), ...atMost(0.95) },
        row('spawn to first paint', warm, 'paintMs', 'paintMs'),
        {
          ...row(
            'spawn to usable sign-in, own files evicted from the page cache',
            cold,
            'readyMs',
            'readyMs',
          ),
          ...atMost(1.15),
        },
      ]
    }),
}
