import { request } from 'undici'
import { rupiah } from '#shared/money.ts'
import type { Pin, Reference } from '#shared/references.ts'
import { postDeposit } from '../src/main/bank/accounts.ts'
import { createBankClient } from '../src/main/bank/client.ts'
import type { BankHttp } from '../src/main/wire/http.ts'
import { AGENT, CUSTOMER, startBank } from './bank.ts'
import { against, type Figure } from './figure.ts'
import { HEADING } from './filled-journal.ts'
import { inFolder } from './place.ts'
import { byTurns, elapsedMs } from './rounds.ts'

/** A deposit's answer as the document has it. */
const ANSWER = JSON.stringify({
  code: '00',
  message: 'Setor tunai berhasil',
  data: {
    ...{ deposit_amount: '25000', narration: 'Setor tunai', account_number_customer: CUSTOMER },
    ...{ account_name: 'Ardha Herdianto', admin: 0 },
  },
  agent: { kode_agen: HEADING.agentCode, nama: HEADING.agentName, alamat: HEADING.address },
})
const ORDER = {
  ...{ accountNumber: CUSTOMER, accountName: 'Ardha Herdianto', narration: 'Setor tunai' },
  amount: rupiah(25_000),
}
const CALLER = { sessionId: 'a-session', reference: '2611221642070410' as Reference }
const ANSWERS = 2_000
const POSTS = 50

export const validation: Figure = {
  id: 'validation',
  measure: (rounds) =>
    inFolder(async (folder) => {
      const bank = await startBank(folder)
      try {
        const { ours, parsing, post } = await byTurns(rounds, {
          ours: () => each(ANSWERS, understood),
          parsing: () => each(ANSWERS, () => JSON.parse(ANSWER) as unknown),
          post: () => each(POSTS, barePost(bank.url)),
        })
        const wire = post.map((ms, round) => ms + (parsing[round] ?? NaN))
        const added = ours.map((ms, round) => ms - (parsing[round] ?? NaN))
        const { value, floorValue, ratio } = against(added, wire)
        const percent = {
          median: ratio.median * 100,
          min: ratio.min * 100,
          max: ratio.max * 100,
        }
        return [
          {
            figure: 'validation and mapping of a deposit’s answer, as a share of the call',
            floor: 'JSON.parse and a bare undici POST',
            unit: '%',
            value: percent,
            goal: { of: 'value', atMost: 1 },
            note: `${(value.median * 1_000).toPrecision(3)} µs beside ${(floorValue.median * 1_000).toPrecision(3)} µs`,
          },
        ]
      } finally {
        bank.stop()
      }
    }),
}

/** The product's client over a line that answers at once: what remains is the request's text, the schema and the echo. */
const instant: BankHttp = {
  read: () => Promise.reject(new Error('nothing is read here')),
  send: async () => ({ kind: 'answer', status: 200, text: ANSWER, date: undefined }),
  close: async () => undefined,
}
const client = createBankClient(instant, () => undefined)

async function understood(): Promise<void> {
  const { kind } = await postDeposit(client, ORDER, AGENT.pin as Pin, CALLER)
  if (kind !== 'confirmed') throw new Error(`the answer was taken for ${kind}`)
}

/** The smallest request of the API that is answered with data: no ledger is written, so that the floor is the lowest there is. */
const barePost = (url: string) => async () => {
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'nobody', password: 'x' }),
  } as const
  await (await request(`${url}/users/auth`, options)).body.text()
}

/** One of many, in ms. */
const each = async (times: number, once: () => unknown): Promise<number> =>
  (await elapsedMs(async () => {
    for (let count = 0; count < times; count += 1) await once()
  })) / times
