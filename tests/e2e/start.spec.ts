import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { makeProfile, removeProfile } from './support/teller.ts'

const PROJECT = resolve(import.meta.dirname, '../..')

test.describe('npm start', () => {
  test.skip(process.platform !== 'linux', 'processes are counted in /proc')
  const profile = makeProfile()
  let start: ChildProcess
  test.beforeEach(async () => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = process.env
    const env = { ...environment, TELLER_PROFILE_DIR: profile }
    start = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: PROJECT,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await untilReady(start)
  })
  test.afterEach(() => start.kill('SIGKILL'))
  test.afterAll(() => removeProfile(profile))

  test('on SIGTERM ends the workstation and its display, and leaves no process behind', async () => {
    const running = descendantsOf(start.pid!)
    expect(running.map(programOf).join('\n')).toMatch(/Xvfb -displayfd[^]*electron[^]*--type=renderer/)
    start.kill('SIGTERM')
    expect(await once(start, 'exit')).toEqual([0, null])
    expect(running.filter((pid) => existsSync(`/proc/${pid}`)).map(programOf)).toEqual([])
  })

  test('ends with the workstation, the same way', async () => {
    const running = descendantsOf(start.pid!)
    const app = running.find(
      (pid) => programOf(pid).includes('/electron ') && !programOf(pid).includes('--type='),
    )
    process.kill(app!, 'SIGTERM')
    expect(await once(start, 'exit')).toEqual([0, null])
    expect(running.filter((pid) => existsSync(`/proc/${pid}`)).map(programOf)).toEqual([])
  })
})

function untilReady(child: ChildProcess): Promise<void> {
  let output = ''
  return new Promise((ready, ended) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (/^READY /m.test(output)) ready()
    })
    child.once('exit', () => ended(new Error(`npm start ended before it was ready:\n${output}`)))
  })
}

const programOf = (pid: number) => {
  const path = `/proc/${pid}/cmdline`
  return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\0', ' ') : ''
}

/** Every process below one, children's children too: field 4 of /proc/PID/stat (proc(5)) is the parent. */
function descendantsOf(pid: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const children = all.filter((each) => parentOf(each) === pid)
  return children.flatMap((child) => [child, ...descendantsOf(child)])
}

function parentOf(pid: number): number {
  const path = `/proc/${pid}/stat`
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ')[1]) : 0
}
