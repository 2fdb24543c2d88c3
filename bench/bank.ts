import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const AGENT = { username: 'BNIUS100294', password: 'T6jkl4ss', pin: '359569' }
export const CUSTOMER = '14047'

export interface Bank {
  /** base of the Bank+ API */
  url: string
  stop(): void
}

/** The sandbox bank in a process of its own, as a bank is: what it does costs the workstation's process nothing. */
export function startBank(folder: string): Promise<Bank> {
  const seed = join(folder, 'seed.json')
  // No deposit may fail for want of the agent's money.
  writeFileSync(seed, JSON.stringify({ accounts: [{ bank: 'BNI', number: '4447', balance: 9e12 }] }))
  const sandbox = join(import.meta.dirname, '../src/sandbox/cli.ts')
  const child = spawn(process.execPath, [sandbox, '--seed', seed], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let words = ''
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
    child.stdout.on('data', (piece: Buffer) => {
      words += piece.toString()
      const url = /^Bank\+ +(\S+)$/m.exec(words)?.[1]
      if (url) resolve({ url, stop: () => child.kill() })
    })
  })
}
