import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startVirtualPrinter } from '../sandbox/printer/virtual-printer.ts'
import { startHttpServer } from '../../tests/support/http-server.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { closedPort } from '../../tests/support/tcp-server.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { readConfig } from './config.ts'
import { selfTest } from './self-test.ts'

// The keychain itself is tested with a real Secret Service in tests/e2e/live-mode.spec.ts.
const kept = new Map<string, string>()
const keytar = vi.hoisted(() => ({ broken: false }))
vi.mock('keytar', () => ({
  default: {
    setPassword: async (_service: string, name: string, value: string) => {
      if (keytar.broken) throw new Error('no secret service')
      kept.set(name, value)
    },
    getPassword: async (_service: string, name: string) => kept.get(name) ?? null,
    deletePassword: async (_service: string, name: string) => kept.delete(name),
  },
}))

/** Runs it with these settings. @returns the exit status and the lines, without their prefix */
async function tested(settings: Record<string, unknown>, folder = temporaryFolder()) {
  writeFileSync(join(folder, 'outlet.json'), JSON.stringify(settings))
  const config = readConfig({}, folder, false)
  const modeFolder = join(folder, config.mode)
  mkdirSync(modeFolder, { recursive: true })
  const lines: string[] = []
  const status = await selfTest({ config, profile: folder, folder: modeFolder }, eventLog(), (line: string) =>
    lines.push(line),
  )
  return { status, lines: lines.map((line) => line.replace('SELF-TEST ', '')), folder: modeFolder }
}

async function bank() {
  const server = await startHttpServer((_, response) => response.writeHead(404).end())
  return server.url
}

async function printer() {
  const started = await startVirtualPrinter()
  onTestFinished(() => started.close())
  return started
}

describe('the self-test', () => {
  test('passes on a PC where everything is there, and leaves nothing behind', async () => {
    const { port, bytesRead } = await printer()
    const { status, lines, folder } = await tested({
      ...{ mode: 'live', apiUrl: await bank(), printer: `tcp://127.0.0.1:${port}` },
    })
    expect(lines).toEqual([
      'keychain ok: written, read and deleted an entry',
      'journal ok: none yet, and its folder can be written',
      'bank ok: answered with status 404',
      'printer ok: ready',
    ])
    expect(status).toBe(0)
    expect({ kept: kept.size, files: readdirSync(folder) }).toEqual({ kept: 0, files: [] })
    // Status questions, no receipt.
    expect(bytesRead()).toBeLessThan(100)
  })

  test('adds up what fails', async () => {
    keytar.broken = true
    onTestFinished(() => void (keytar.broken = false))
    const apiUrl = `http://127.0.0.1:${await closedPort()}`
    const { status, lines } = await tested({
      ...{ mode: 'live', apiUrl, printer: `tcp://127.0.0.1:${await closedPort()}` },
    })
    expect(lines).toEqual([
      'keychain FAILED: refused',
      'journal ok: none yet, and its folder can be written',
      'bank FAILED: not reached (connect)',
      'printer FAILED: offline',
    ])
    expect(status).toBe(2 + 8 + 16)
  })

  test('says what keeps the printer from printing', async () => {
    const { port, faults } = await printer()
    await faults.set({ kind: 'coverOpen' })
    const { status, lines } = await tested({ printer: `tcp://127.0.0.1:${port}` })
    expect([status, lines[3]]).toEqual([16, 'printer FAILED: cover-open'])
  })

  test('does not take a file for a journal that is none, and leaves it', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'training'))
    writeFileSync(join(folder, 'training/journal.db'), 'not a journal')
    const { status, lines } = await tested({}, folder)
    expect([status, lines[1]]).toEqual([4, 'journal FAILED: it cannot be opened'])
    expect(existsSync(join(folder, 'training/journal.db'))).toBe(true)
  })
})
