import { join } from 'node:path'
import { build } from 'vite'
import { BARE, PROJECT, startProgram } from './electron.ts'
import { against, type Figure } from './figure.ts'
import { withLiveBank } from './live-bank.ts'
import { byTurns } from './rounds.ts'

const STAND_IN = join(import.meta.dirname, 'stand-in')
const PAGE = join(PROJECT, 'out/bench/stand-in')

/** Chromium keeps compiled scripts from the second start on, and uses them from the third. */
const STARTS_BEFORE = 2

export const comparable: Figure = {
  id: 'comparable',
  measure: async (rounds) => {
    await build({ root: STAND_IN, base: './', logLevel: 'error', build: { outDir: PAGE, emptyOutDir: true } })
    return withLiveBank(async ({ folder, environment }) => {
      const startMs = (program: string, name: string) => async () => {
        const started = await startProgram(program, join(folder, name), {
          ...environment,
          STAND_IN_PAGE: PAGE,
        })
        await started.stop()
        return started.readyMs
      }
      const contenders = {
        ours: startMs(PROJECT, 'ours'),
        standIn: startMs(STAND_IN, 'stand-in'),
        bare: startMs(BARE, 'bare'),
      }
      for (let start = 0; start < STARTS_BEFORE; start++)
        for (const once of Object.values(contenders)) await once()
      const { ours, standIn, bare } = await byTurns(rounds, contenders)
      const beyond = (taken: number[]) => taken.map((ms, round) => ms - (bare[round] ?? NaN))
      return [
        {
          figure: 'spawn to usable sign-in, beyond the bare window',
          ...{ floor: 'a first try of the same kind, beyond the same', unit: 'ms' },
          ...{ ...against(beyond(ours), beyond(standIn)), goal: { of: 'ratio', atMost: 0.5 } },
          note: 'a stand-in of ours, not a published program',
        },
      ]
    })
  },
}
