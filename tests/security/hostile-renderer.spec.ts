import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { contract, type Method } from '../../src/shared/contract.ts'
import type { PostingKind } from '../../src/sandbox/ledger.ts'
import { postings } from '../e2e/support/bank.ts'
import { AGENT, signInAsAgent } from '../e2e/support/pages.ts'
import { makeProfile, removeProfile, startTeller, type Teller } from '../e2e/support/teller.ts'

// A renderer that was taken over, with a signed-in agent: everything it can send through the bridge, counted against what a
// customer or the bank would notice. The ledger is the sandbox's own.

const methods = Object.keys(contract) as Method[]
type MoneyMethod = 'deposit.submit' | 'transfer.intrabankPay' | 'transfer.interbankPay' | 'switcher.transfer'
const BY_SWITCHER = { sourceBank: 'BRINIDJA', sourceAccount: '888801000003301', remark: 'Titipan' }
const FLOOD_CALLS = 5_000
const TRANSFERS: PostingKind[] = ['intrabank-transfer', 'interbank-transfer', 'switcher-transfer']
const LEDGER_KINDS: PostingKind[] = ['deposit', 'open-account', ...TRANSFERS, 'switcher-reversal']

interface Answer {
  ok: boolean
  value?: Record<string, unknown>
  failure?: { code: string; reason?: string; rule?: string }
}

/** In the page, where `window.teller` is. */
interface Page {
  teller: { invoke(method: string, input: unknown): Promise<Answer> }
}

test.describe('a renderer that was taken over', () => {
  // Ten megabytes for each method are a gigabyte through the bridge: half a minute where something else is running.
  test.setTimeout(180_000)

  let profile: string
  let teller: Teller
  /** one of each kind that went through, exactly as it was sent */
  let posted: Record<MoneyMethod, Record<string, unknown>>

  test.beforeAll(async () => {
    profile = makeProfile()
    teller = await startTeller(profile)
    await signInAsAgent(teller.page)
    posted = await postThroughTheBridge()
  })
  test.afterAll(async () => {
    await teller.close()
    removeProfile(profile)
  })

  const invoke = (method: string, input: unknown): Promise<Answer> =>
    teller.page.evaluate(
      ([name, value]) => (globalThis as unknown as Page).teller.invoke(name as string, value),
      [method, input],
    )

  /** What an agent could do by hand: inquires and pays, once in each way. */
  async function postThroughTheBridge() {
    const pay = async (method: MoneyMethod, [inquiry, asked]: [string, object], more: object) => {
      const { value } = await invoke(inquiry, asked)
      const attemptId = crypto.randomUUID()
      const input = { attemptId, inquiryId: value!['inquiryId'], amount: 2_500_000n, ...more }
      expect(await invoke(method, input), method).toMatchObject({ ok: true, value: { state: 'confirmed' } })
      return input
    }
    const { pin } = AGENT
    const interbank = { bankCode: '008', accountNumber: '114451186' }
    const beneficiary = { bank: 'BRINIDJA', account: '888801000157508' }
    return {
      'deposit.submit': await pay('deposit.submit', ['account.check', { accountNumber: '14047' }], {
        ...{ pin, narration: 'Setor tunai' },
      }),
      'transfer.intrabankPay': await pay(
        'transfer.intrabankPay',
        ['transfer.intrabankInquiry', { accountNumber: '14048' }],
        { pin },
      ),
      'transfer.interbankPay': await pay('transfer.interbankPay', ['transfer.interbankInquiry', interbank], {
        pin,
      }),
      'switcher.transfer': await pay('switcher.transfer', ['switcher.inquiry', beneficiary], BY_SWITCHER),
    }
  }

  /** As {@link patiently}, with an input that the page itself makes by this code. */
  const invokeMade = (method: string, code: string): Promise<Answer> =>
    teller.page.evaluate(
      async ([name, made]) => {
        const input: unknown = (0, eval)(made!)
        for (;;) {
          const answer = await (globalThis as unknown as Page).teller.invoke(name!, input)
          if (answer.failure?.reason !== 'too-many') return answer
        }
      },
      [method, code],
    )

  /** What must stay as it is. */
  async function state() {
    const ledger = await Promise.all(
      LEDGER_KINDS.map(async (kind) => (await postings(teller.bankUrl, kind)).length),
    )
    const { value } = await patiently('journal.list', { search: '', filter: {}, limit: 500 })
    const log = join(profile, 'training/logs/teller.log')
    const session = await patiently('session.current', {})
    const preferences = await patiently('preferences.read', {})
    return {
      ledger,
      journal: (value!['rows'] as { reference: string; state: string; copies: number }[]).map(
        ({ reference, state, copies }) => [reference, state, copies],
      ),
      session: session.value!['state'],
      preferences: preferences.value,
      crashes: existsSync(log) ? readFileSync(log, 'utf8').match(/"call\.crashed"/g) : null,
      polluted: await teller.electron.evaluate(() => Object.keys(Object.prototype)),
    }
  }

  /** As a screen would: it waits while main refuses it for having asked too much. */
  async function patiently(method: string, input: unknown): Promise<Answer> {
    for (;;) {
      const answer = await invoke(method, input)
      if (answer.failure?.reason !== 'too-many') return answer
    }
  }

  const HOSTILE: Record<string, unknown[]> = {
    'a wrong type': [null, 7, 'text', [], [[]], true, new Date(0), 7n],
    'a polluting key': [
      // The driver's own encoding would drop this key.
      `JSON.parse('{"__proto__":{"polluted":true},"x":1}')`,
      { constructor: { prototype: { polluted: true } } },
      { prototype: { polluted: true }, toString: 1, hasOwnProperty: 1 },
    ],
    // Made in the page: the driver would be minutes about sending them there.
    'ten megabytes': [`'x'.repeat(10_000_000)`, `({ extra: 'x'.repeat(10_000_000) })`],
  }
  for (const [kind, inputs] of Object.entries(HOSTILE)) {
    test(`no method takes ${kind}`, async () => {
      const before = await state()
      for (const method of methods) {
        for (const input of inputs) {
          const answer = isCode(input) ? await invokeMade(method, input) : await patiently(method, input)
          expect(answer, method).toMatchObject({ ok: false })
        }
      }
      expect(await state()).toEqual(before)
    })
  }

  test('a posting sent again posts nothing again, whichever it is', async () => {
    const before = await state()
    // Four postings, so that a kind whose name changed does not pass for one that stayed as it was.
    expect(before.ledger.filter((count) => count > 0)).toHaveLength(4)
    for (const [method, input] of Object.entries(posted)) {
      await patiently(method, input)
      await Promise.all(Array.from({ length: 20 }, () => invoke(method, input)))
      expect(await state(), method).toEqual(before)
    }
  })

  test('fee, name and parties cannot be altered: main takes them from its own inquiry', async () => {
    const before = await state()
    for (const [method, input] of Object.entries(posted)) {
      const anew = () => ({ ...input, attemptId: crypto.randomUUID() })
      for (const name of ['fee', 'adminFee', 'quotedFee', 'accountName', 'accountNumber', 'beneficiary'])
        // Nothing else is wrong with it: only what it adds is why it is refused.
        expect(await patiently(method, { ...anew(), [name]: 0n }), `${method} ${name}`).toMatchObject({
          ok: false,
          failure: { code: 'INVALID_INPUT', field: name, rule: 'unknown-field' },
        })
      expect(await patiently(method, { ...anew(), inquiryId: crypto.randomUUID() }), method).toMatchObject({
        ok: false,
        failure: { code: 'INVALID_INPUT', field: 'inquiryId' },
      })
    }
    expect(await state()).toEqual(before)
  })

  test(`${FLOOD_CALLS} calls at once change nothing, crash nothing, and are mostly not even looked at`, async () => {
    const before = await state()
    const counts = await teller.page.evaluate(flood, {
      names: methods,
      posted: posted['deposit.submit'],
      calls: FLOOD_CALLS,
    })
    console.log(`      ${FLOOD_CALLS} hostile calls: ${JSON.stringify(counts)}`)
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(FLOOD_CALLS)
    expect(counts['ok'] ?? 0).toBe(0)
    expect(counts['INTERNAL'] ?? 0).toBe(0)
    expect(counts['too-many']).toBeGreaterThan(FLOOD_CALLS / 2)
    expect(await state()).toEqual(before)
    await expect(teller.page.getByTestId('deposit-account')).toBeVisible()
  })
})

const isCode = (input: unknown): input is string => typeof input === 'string' && input.includes('(')

/** Runs in the page. The same sequence every time: a fault it finds can be found again. */
async function flood({
  names,
  posted,
  calls,
}: {
  names: string[]
  posted: Record<string, unknown>
  calls: number
}): Promise<Record<string, number>> {
  let seed = 20_261_122
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const inputs: (() => unknown)[] = [
    () => null,
    () => random(1_000),
    () => 'x'.repeat(random(100_000)),
    () => ({ ...posted, fee: 0n }),
    () => ({ ...posted, amount: -1n, extra: 1 }),
    () => ({ ...posted, attemptId: '../../etc/passwd' }),
    () => JSON.parse('{"__proto__":{"polluted":true},"x":1}'),
    () => ({ username: { $ne: '' }, password: { $ne: '' } }),
    () => ({ accountNumber: "'; DROP TABLE transactions; --", search: '%'.repeat(5_000), limit: 1e9 }),
    () => Array.from({ length: random(5_000) }, () => ({})),
    () => new Map([['a', new Set([1])]]),
    () => ({ deep: JSON.parse('['.repeat(900) + ']'.repeat(900)) }),
    () => new Uint8Array(random(100_000)),
    () => Number.NaN,
  ]
  const { invoke } = (globalThis as unknown as Page).teller
  const answers = await Promise.all(
    Array.from({ length: calls }, () =>
      invoke(names[random(names.length)]!, inputs[random(inputs.length)]!()).catch(() => ({
        ok: false,
        failure: { code: 'rejected', reason: undefined },
      })),
    ),
  )
  const counts: Record<string, number> = {}
  for (const { ok, failure } of answers) {
    const name = ok ? 'ok' : failure?.reason === 'too-many' ? 'too-many' : (failure?.code ?? 'none')
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
