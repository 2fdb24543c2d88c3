import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
let child: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function run(...options: string[]) {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...options])
  child = program
  let errors = ''
  program.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)))
  return { program, exit: once(program, 'close'), errors: () => errors }
}

function seedFile(seed: unknown): string {
  const path = join(folder, 'seed.json')
  writeFileSync(path, JSON.stringify(seed))
  return path
}

it('prints its base URLs and the users that can sign in, serves them, and ends on SIGTERM', async () => {
  const seed = { users: [{ username: 'BNIUS100300', password: 'rahasia1', profile: { nama: 'Kasir' } }] }
  const { program, exit } = run('--seed', seedFile(seed), '--db', join(folder, 'ledger.db'))
  const lines: string[] = []
  for await (const line of createInterface(program.stdout)) if (lines.push(line) === 6) break

  const [bank = '', switcher = '', ...users] = lines
  expect(bank).toMatch(/^Bank\+ +http:\/\/127\.0\.0\.1:\d+\/bankplus$/)
  expect(switcher).toMatch(/^Switcher http:\/\/127\.0\.0\.1:\d+$/)
  expect(users[0]).toMatch(/^Agen +BNIUS100294 +T6jkl4ss +PIN 359569$/)
  expect(users[3]).toMatch(/^Kasir +BNIUS100300 +rahasia1$/)

  const body = JSON.stringify({ username: 'BNIUS100300', password: 'rahasia1' })
  const reply = await fetch(`${bank.split(/ +/)[1]}/users/auth`, { method: 'POST', body })
  expect(await reply.json()).toMatchObject({ code: '00', data: { nama: 'Kasir' } })

  program.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
})

it.each([
  ['a port that is none', ['--port', '70000'], '--port 70000: expected a port'],
  ['an unknown option', ['--prot', '1'], "Unknown option '--prot'"],
  ['a seed file that is missing', ['--seed', '/nowhere/seed.json'], '--seed /nowhere/seed.json'],
])('refuses %s', async (_, options, words) => {
  const { exit, errors } = run(...options)
  expect(await exit).toEqual([1, null])
  expect(errors()).toContain(words)
})

it('names what is wrong in a seed file', async () => {
  const { exit, errors } = run('--seed', seedFile({ fees: { deposit: -1 } }))
  expect(await exit).toEqual([1, null])
  expect(errors()).toContain('fees.deposit')
})
