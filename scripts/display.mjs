// A display for computers that have none (servers, continuous integration): Xvfb, on Linux.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endingWithUs, SetupError } from './project.mjs'
import { hasDisplay } from './system-libraries.mjs'

/** The counter PC's screen that the interface is drawn for. */
const SCREEN = '1366x768x24'

/**
 * Starts a display where there is none. Only programs that know its cookie may use it: other users of the
 * computer can neither look at it nor type into it.
 * @returns {Promise<{ env: Record<string, string>, started: boolean, close: () => Promise<void> }>}
 * `env` is what a program needs to use it; `close` ends it and waits until it is gone.
 * @throws {SetupError} when Xvfb does not start
 */
export async function ensureDisplay() {
  if (process.platform !== 'linux' || hasDisplay()) return { env: {}, started: false, close: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'teller-display-'))
  const cookie = join(folder, 'Xauthority')
  writeFileSync(cookie, cookieFile(), { mode: 0o600 })
  chmodSync(folder, 0o700)
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-auth', cookie]
  // In a group of its own: Ctrl+C must not end the display under the app.
  const server = spawn(...endingWithUs('Xvfb', args), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = new Promise((done) => server.once('close', done).once('error', done))
  const close = async () => {
    server.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const number = await displayNumber(server)
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: cookie }, started: true, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Xvfb writes the number it chose to its third file once it accepts connections. */
function displayNumber(server) {
  return new Promise((done, failed) => {
    let complaint = ''
    server.stderr.setEncoding('utf8').on('data', (text) => (complaint += text))
    server.stdio[3].setEncoding('utf8').once('data', (text) => done(Number.parseInt(text, 10)))
    server.once('error', (error) => failed(new SetupError(`Xvfb could not be started: ${error.message}`)))
    server.once('exit', () => failed(new SetupError(`Xvfb ended at once:\n${complaint.trim()}`)))
  })
}

/** One entry of the Xauthority format (Xau library): family "any", then address, number, method and key with their lengths. */
function cookieFile() {
  const field = (content) => {
    const bytes = Buffer.from(content)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const parts = ['', '', 'MIT-MAGIC-COOKIE-1', randomBytes(16)].map(field)
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...parts])
}
