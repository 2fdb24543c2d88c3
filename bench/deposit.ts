import { randomUUID } from 'node:crypto'
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { AGENT, CUSTOMER, startBank } from './bank.ts'
import { against, quantile, type Figure } from './figure.ts'
import { inFolder } from './place.ts'
import { byTurns, elapsedMs } from './rounds.ts'
import { openWorkstation } from './workstation.ts'

const TIMES = 15
/** What goes on after an answer (the agent's balance is asked for) must not meet the next measurement. */
const REST_MS = 15

export const depositInMain: Figure = {
  id: 'deposit-main',
  measure: (rounds) =>
    inFolder(async (folder) => {
      const bank = await startBank(folder)
      const { username, password, pin } = AGENT
      const workstation = await openWorkstation(join(folder, 'profile'), bank.url)
      try {
        await workstation.call('session.signIn', { username, password })
        const { inquiryId } = await workstation.call('account.check', { accountNumber: CUSTOMER })
        const post = await barePost(bank.url)
        let amount = 1_000_000n
        const deposit = async () => {
          amount += 100n
          const attemptId = randomUUID()
          const input = { attemptId, inquiryId, amount, narration: 'Setor tunai', pin }
          const { state } = await workstation.call('deposit.submit', input)
          if (state !== 'confirmed') throw new Error(`the deposit is ${state}`)
        }
        const syncs = rawSyncs(folder)
        const { ours, floor, least } = await byTurns(rounds, {
          ours: () => median(deposit),
          floor: () => median(post),
          least: () => median(() => post().then(syncs)),
        })
        return [
          {
            figure: 'deposit in main: guards, two durable commits, POST, receipt queued, outcome',
            floor: 'bare undici POST of the same deposit to the same sandbox',
            unit: 'ms',
            ...against(ours, floor),
            goal: { of: 'ratio', atMost: 1.5 },
          },
          {
            figure: 'the same, against what its safety costs any program',
            floor: 'bare POST and three raw appends with a sync each: intent, its seal, outcome',
            unit: 'ms',
            ...against(ours, least),
          },
        ]
      } finally {
        await workstation.close()
        bank.stop()
      }
    }),
}

/** A commit of the journal as bytes (bench/append.ts counts them), and the chain's head. */
const COMMIT_BYTES = 12 * 4_120
const HEAD_BYTES = 96

/** What must be on the disk before the request leaves and before the teller is answered, with nothing around it. */
function rawSyncs(folder: string): () => void {
  const [log, head] = [openSync(join(folder, 'raw'), 'a'), openSync(join(folder, 'raw.head'), 'w')]
  const [commit, seal] = [Buffer.alloc(COMMIT_BYTES, 1), Buffer.alloc(HEAD_BYTES, 2)]
  const synced = (file: number, data: Buffer, at?: number) => {
    writeSync(file, data, 0, data.length, at)
    fsyncSync(file)
  }
  return () => {
    synced(log, commit)
    synced(head, seal, 0)
    synced(log, commit)
  }
}

/** Each by itself, at rest before; the median of a few, since one may meet a checkpoint or a collection of garbage. */
export async function median(once: () => Promise<void>): Promise<number> {
  const values: number[] = []
  for (let count = 0; count < TIMES; count += 1) {
    await pause(REST_MS)
    values.push(await elapsedMs(once))
  }
  return quantile(
    values.sort((one, other) => one - other),
    0.5,
  )
}

/** A session of its own, and then the deposit's request and nothing else, over a connection that is kept alive. */
export async function barePost(url: string): Promise<() => Promise<void>> {
  const { username, password, pin } = AGENT
  const headers = { 'content-type': 'application/json' }
  const ask = async (path: string, more: Record<string, string>, body: object) => {
    const options = { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) } as const
    const answer = await request(url + path, options)
    return (await answer.body.json()) as { code: string; session_id?: string }
  }
  const { session_id: sessionid = '' } = await ask('/users/auth', {}, { username, password })
  let sid = 1_000_000_000_000_000
  return async () => {
    sid += 1
    const sent = { toAccount: CUSTOMER, name: 'Ardha Herdianto', amount: '25000', narration: 'Setor tunai' }
    const body = { ...sent, pin_transaksi: pin }
    const { code } = await ask('/bsa/depositAccount', { sessionid, sid: String(sid) }, body)
    if (code !== '00') throw new Error(`the bare deposit was answered ${code}`)
  }
}
