/** A bare HTTP client for the sandbox's own tests: what it sends is what the test wrote. */
import { createSandbox, type Sandbox, type SandboxOptions } from './server.ts'

export type Body = Record<string, unknown>

export interface Reply {
  status: number
  code: unknown
  message: unknown
  data: Body
  body: Body
  date: string | null
}

export interface TestClient {
  sandbox: Sandbox
  /** Posts to Bank+ with the session of the last sign-in and the given `sid`. */
  post(path: string, body?: unknown, sid?: string): Promise<Reply>
  switcher(path: string, body: unknown): Promise<Reply>
  signIn(username: string, password: string): Promise<Reply>
  signInAsAgent(): Promise<Reply>
}

export const pin = '359569'
export const aDeposit = {
  toAccount: '14047',
  name: 'ardha',
  amount: '25000',
  narration: 'test',
  pin_transaksi: pin,
}
export const anIntrabankPayment = {
  account_number: '14048',
  account_name: 'NASABAH LATIHAN 1',
  amount: 50_000,
  admin_fee: 1000,
  pin,
}

/** A sandbox in memory and a client for it. The caller closes `sandbox`. */
export async function startWithClient(options: Partial<SandboxOptions> = {}): Promise<TestClient> {
  const sandbox = await createSandbox({ dbPath: ':memory:', ...options })
  let session = ''

  const post: TestClient['post'] = (path, body, sid = '2006041538496600') =>
    send(sandbox.bankUrl + path, body, { sessionid: session, sid })

  async function signIn(username: string, password: string): Promise<Reply> {
    const reply = await send(`${sandbox.bankUrl}/users/auth`, { username, password })
    const opened = reply.body['session_id']
    session = typeof opened === 'string' ? opened : ''
    return reply
  }

  return {
    sandbox,
    post,
    signIn,
    signInAsAgent: () => signIn('BNIUS100294', 'T6jkl4ss'),
    switcher: (path, body) => send(sandbox.switcherUrl + path, body),
  }
}

async function send(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url, text === undefined ? init : { ...init, body: text })
  const json = (await response.json()) as Body
  const { code, message, data } = json
  const date = response.headers.get('date')
  return { status: response.status, code, message, data: (data ?? {}) as Body, body: json, date }
}
