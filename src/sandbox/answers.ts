/**
 * What the sandbox says. Successes and failures are those of the API document; a failure that the document
 * has no example for is marked "ours" and keeps the document's style.
 *
 * HTTP status: the document gives none, but some failures carry `debug.status`. Our reading: the HTTP status is
 * `debug.status` where there is one, else 200, also for business failures such as an unknown account.
 */
import { traceCode } from './wire-format.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Thrown anywhere below an operation, also inside a database transaction, which then rolls back. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(String(answer.body['message']))
    this.name = 'Refusal'
    this.answer = answer
  }
}

/** A request field that is missing or not as the document says. Each service words it in its own style. */
export class FieldProblem extends Error {
  readonly field: string

  constructor(field: string, problem: string) {
    super(`Parameter ${field} ${problem}`)
    this.name = 'FieldProblem'
    this.field = field
  }
}

export function ok(message: string, rest: Record<string, unknown>): Answer {
  return { status: 200, body: { code: '00', message, ...rest } }
}

const core = 'bankplus_platform_core'

function coreRefusal(
  code: string,
  message: string,
  status: number,
  info: Record<string, unknown> = {},
): Refusal {
  const debug = { from: core, status, name: code, info }
  return new Refusal({ status, body: { code, message, data: {}, debug } })
}

function plainRefusal(code: string, message: string): Refusal {
  return new Refusal({ status: 200, body: { code, message, data: {} } })
}

export function loginFailed(): Refusal {
  const message = 'Username dan Password yang Anda masukkan tidak ditemukan. Silakan periksa dan coba kembali'
  return new Refusal({ status: 401, body: { code: '2102', message, debug: { from: core, status: 401 } } })
}

export function sessionNotFound(): Refusal {
  return coreRefusal('SESSION_NOT_FOUND', 'Invalid session!', 401)
}

export function invalidPin(): Refusal {
  return coreRefusal('INVALID_PIN', 'Mohon maaf PIN transaksi anda salah', 400)
}

export function graphNotFound(): Refusal {
  return plainRefusal('NOT_FOUND', 'Data tidak ditemukan!')
}

export function areaNotFound(): Refusal {
  return plainRefusal('NOT_FOUND', 'Mohon maaf data wilayah tidak ditemukan')
}

export function passwordNotUpdated(): Refusal {
  return plainRefusal('UPDATE_NONE', 'Password tidak sesuai, coba ulangi kembali')
}

/** A refusal of the bank's host: code `-1`, the host's own code in brackets, and a trace code. */
function hostRefusal(hostMessage: string, bankCode: string, at: Date): Refusal {
  const failure = { code: '-1', status: false, message: hostMessage }
  const data = { ...failure, trace_code: traceCode(at), bank_code: bankCode }
  return new Refusal({ status: 200, body: { code: '-1', message: hostMessage, data, debug: { from: core } } })
}

export function noSuchAccount(bankCode: string, at: Date): Refusal {
  return hostRefusal('[0108] NO SUCH ACCOUNT', bankCode, at)
}

export function invalidInterbankAccount(bankCode: string, at: Date): Refusal {
  return hostRefusal('[76] Invalid account', bankCode, at)
}

/** Ours: the document shows no refusal for a balance that is too low. */
export function insufficientFunds(bankCode: string, at: Date): Refusal {
  return hostRefusal('[51] INSUFFICIENT FUNDS', bankCode, at)
}

/** Ours: a fee that is not the one of the inquiry. */
export function feeMismatch(bankCode: string, at: Date): Refusal {
  return hostRefusal('[0113] INVALID FEE', bankCode, at)
}

/** Ours: an interbank payment whose `transaction_id` is unknown, expired or of another destination. */
export function invalidTransaction(bankCode: string, at: Date): Refusal {
  return hostRefusal('[12] Invalid transaction', bankCode, at)
}

/** Ours: an interbank payment whose `transaction_id` was paid already. */
export function transactionUsed(bankCode: string, at: Date): Refusal {
  return hostRefusal('[94] Duplicate transaction', bankCode, at)
}

/** Ours: the document marks fields as mandatory but shows no failure for a missing one. */
export function invalidParameter(problem: FieldProblem): Refusal {
  return coreRefusal('INVALID_PARAMETER', problem.message, 400, { field: problem.field })
}

/** Ours: a transaction by a user whose `kelompok_id` is not "4". */
export function forbidden(): Refusal {
  return coreRefusal('FORBIDDEN', 'Pengguna tidak berhak melakukan transaksi', 403)
}

/** Ours: a call by a user whose `status` is not "1". */
export function userNotActive(): Refusal {
  return coreRefusal('USER_NOT_ACTIVE', 'Pengguna tidak aktif', 403)
}

/** Ours: no such path or method. */
export function routeNotFound(): Refusal {
  return coreRefusal('ROUTE_NOT_FOUND', 'Endpoint tidak ditemukan', 404)
}

/** Ours: a fault of the sandbox itself, or a body that is no JSON object. */
export function brokenRequest(status: number, message: string): Refusal {
  return coreRefusal(status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR', message, status)
}

const switcherDebug = { from: 'branchless_switcher' }

export function switcherOk(message: string, data: Record<string, unknown>): Answer {
  return ok(message, { data, debug: switcherDebug })
}

/** The switcher's short failure: `-1` and a sentence. Ours where the sentence is not one of the document's. */
export function switcherRefusal(message: string, status = 200): Refusal {
  return new Refusal({ status, body: { code: '-1', message, debug: switcherDebug } })
}

/** `0101`, the switcher's failed inquiry, which says so three times. */
export function switcherAccountUnknown(reason: string, account: string): Refusal {
  const message = `InqRekAsal: ${reason} & InqRekTujuan: VA number not found`
  const data = {
    responseCode: '0101',
    responseDescription: 'Inquiry failed',
    errorDescription: message,
    Data: { sourceAccount: account },
  }
  return new Refusal({ status: 200, body: { code: '0101', message, data, debug: switcherDebug } })
}
