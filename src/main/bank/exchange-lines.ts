import type { Exchanged } from '#shared/contract/journal.ts'
import { maskAccount, maskDigits } from '#shared/references.ts'

/**
 * Fields of requests and answers that may be shown to whoever looks at a transaction: sums, codes, references, what was said. All
 * others are masked, those too that the document does not know: they may be about a person.
 */
const PLAIN_FIELDS = new Set([
  ...[
    'code',
    'message',
    'status',
    'from',
    'trace_code',
    'responseCode',
    'responseDescription',
    'errorDescription',
  ],
  ...['amount', 'deposit', 'deposit_amount', 'first_deposit', 'admin', 'admin_fee', 'total'],
  ...['account_currency', 'bank_code', 'bank', 'bank_name', 'sourceBank', 'beneficiaryBank'],
  ...['narration', 'remark', 'date_time', 'timestamp', 'referenceNumber', 'refnum', 'refnumTarget'],
  ...['transaction_id', 'journal', 'info', 'kode_agen', 'kodeAgen'],
])

const isPlainField = (path: string): boolean => PLAIN_FIELDS.has(path.slice(path.lastIndexOf('.') + 1))

/** Both messages, value by value. An answer that is no JSON is one value; a status stands before it. */
export function linesOf({ sent, received }: { sent: string; received: string }): {
  sent: Exchanged[]
  received: Exchanged[]
} {
  const [, status, text = ''] = /^HTTP (\d{3}) ([\s\S]*)$/.exec(received) ?? [undefined, undefined, received]
  const answer = parsed(text)
  return {
    sent: flat(parsed(sent) ?? sent, ''),
    received: [
      ...(status === undefined ? [] : [{ path: 'HTTP', value: status, masked: false }]),
      ...(answer === undefined ? reasonOf(text) : flat(answer, '')),
    ],
  }
}

/** Why nothing came, in the journal's own word, or a text that nobody understood. */
const reasonOf = (text: string): Exchanged[] =>
  text === '' ? [] : [{ path: '', value: text, masked: false }]

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function flat(value: unknown, path: string): Exchanged[] {
  if (typeof value !== 'object' || value === null)
    return [{ path, value: typeof value === 'string' ? value : JSON.stringify(value ?? null), masked: false }]
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`))
}

export function masked(line: Exchanged): Exchanged {
  const { path, value } = line
  if (path === 'HTTP' || value === '') return line
  const isReference = /(?:^|\.)(?:refnum|refnumTarget|referenceNumber|transaction_id|trace_code)$/.test(path)
  if (isReference) return line
  const hidden = isPlainField(path) || path === '' ? maskDigits(value) : maskWhole(value)
  return { path, value: hidden, masked: hidden !== value }
}

/** Digits keep their end, words their beginnings. */
const maskWhole = (value: string): string =>
  /^\d+$/.test(value) ? maskAccount(value) : value.replace(/([\p{L}\p{N}])[\p{L}\p{N}]+/gu, '$1***')
