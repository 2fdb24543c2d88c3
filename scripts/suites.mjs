// Every check and test there is, each as a suite that ends in figures.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { ensureBuild } from './build.mjs'
import { ensureDisplay } from './display.mjs'
import { node24Path, runWithNode24 } from './node24.mjs'
import { inProject, lastLines, readJson, run } from './project.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Figures */

const NOTHING = { passed: 0, failed: 0, skipped: 0 }
const PASSED = { passed: 1, failed: 0, skipped: 0 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }

/** The checks that read the code without running it; each counts as one test. */
const READING = [
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings=0'],
  ['formatting', 'prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn'],
  ['types of main, preload, sandbox, tests', 'typescript/bin/tsc', '-p', 'tsconfig.node.json'],
  ['types of the renderer', 'vue-tsc/bin/vue-tsc.js', '-p', 'tsconfig.web.json'],
]

/** @returns {Promise<Figures>} of lint, formatting and types, as many at a time as there are processors */
export async function readCode() {
  const waiting = [...READING]
  const done = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done.push(await readWith(next))
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), READING.length) }, work))
  return done.reduce(add)
}

async function readWith([name, tool, ...args]) {
  const startedMs = Date.now()
  const { code, stdout, stderr } = await run(node24Path(), [inProject('node_modules', tool), ...args])
  const seconds = Math.round((Date.now() - startedMs) / 1000)
  console.log(`${name} … ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
  if (code === 0) return PASSED
  console.log(lastLines(stdout + stderr, 200))
  return FAILED
}

/** @returns {Promise<Figures>} of the build, as one test */
export async function build() {
  process.stdout.write('build … ')
  try {
    console.log(await ensureBuild())
    return PASSED
  } catch (error) {
    console.log(`FAILED\n${error.message}`)
    return FAILED
  }
}

/** @returns {Promise<Figures>} of the tests that need no window */
export function runVitest() {
  const results = resultsFile('vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  return runSuite(['node_modules/vitest/vitest.mjs', ...args], {}, results, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

/** @returns {Promise<Figures>} of a share of the chaos harness: each experiment, mutant and piece of rounds counts as one test */
export function runChaos() {
  const results = resultsFile('chaos.json')
  return runSuite(['tests/chaos/cli.ts', '--share', '--figures', results], {}, results, (report) => report)
}

/** @returns {Promise<Figures>} of the tests that drive the built program in a real Electron; its file is named in playwright.config.ts */
export async function runPlaywright() {
  const results = resultsFile('e2e.json')
  const display = await ensureDisplay()
  try {
    return await runSuite(['node_modules/playwright/cli.js', 'test'], display.env, results, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }))
  } finally {
    await display.close()
  }
}

/** Runs a suite on this terminal and reads its figures. */
async function runSuite(args, env, results, figuresOf) {
  const code = await runWithNode24(args, { env: { ...process.env, ...env } })
  return judge(existsSync(results) ? figuresOf(readJson(results)) : NOTHING, code)
}

/**
 * A suite that fails beyond its tests (a file that does not load, no result at all, no test) counts as one failure
 * more, so that it can never pass for a good one.
 */
export function judge(figures, code) {
  const ranNothing = figures.passed + figures.failed === 0
  return figures.failed === 0 && (code !== 0 || ranNothing) ? add(figures, FAILED) : figures
}

function resultsFile(name) {
  mkdirSync(inProject('out/test'), { recursive: true })
  const path = inProject('out/test', name)
  rmSync(path, { force: true })
  return path
}

/** @returns {Figures} */
export const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
})

/** The closing line, and the exit status that goes with it. */
export function close({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  return failed === 0 && passed > 0 ? 0 : 1
}
