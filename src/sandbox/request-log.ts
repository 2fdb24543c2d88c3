/** The last requests that the sandbox received, for tests that look at what was really sent. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ServiceName } from './faults.ts'
import type { Fields } from './fields.ts'

export interface ReceivedRequest {
  at: string
  service: ServiceName
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** The JSON object as it was sent, PINs and passwords masked; null where the body was none. */
  body: Fields | null
  /** The client's port: two requests with the same one shared a connection. */
  remotePort: number | null
}

export interface RequestLog {
  add(request: ReceivedRequest): void
  list(): ReceivedRequest[]
  clear(): void
}

const kept = 500
const secretFields = new Set(['pin', 'pin_transaksi', 'pin_platform', 'password', 'old', 'new'])

export function createRequestLog(): RequestLog {
  let requests: ReceivedRequest[] = []
  return {
    add(request) {
      requests = [...requests, { ...request, body: request.body && masked(request.body) }].slice(-kept)
    },
    list: () => requests,
    clear: () => void (requests = []),
  }
}

function masked(body: Fields): Fields {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secretFields.has(name) ? '******' : value]),
  )
}
