/** Size as in a TM-T88. What is printed at once never fills it; a printer without paper fills it and then reads no more. */
const CAPACITY_BYTES = 4096

/** The next thing in the buffer: a byte of a connection, or that connection's end. */
export type Received<H> = { host: H; byte: number } | { host: H; byte: undefined }

export interface ReceiveBuffer<H> {
  put: (host: H, bytes: Buffer) => void
  putEnd: (host: H) => void
  take: () => Received<H> | undefined
  roomBytes: () => number
  empty: () => void
}

/** What was received and is not printed yet, in order over all connections. */
export function createReceiveBuffer<H>(): ReceiveBuffer<H> {
  let waiting: { host: H; bytes: Buffer; at: number; ends: boolean }[] = []
  let waitingBytes = 0
  return {
    put(host, bytes) {
      waiting.push({ host, bytes, at: 0, ends: false })
      waitingBytes += bytes.length
    },
    putEnd: (host) => waiting.push({ host, bytes: Buffer.alloc(0), at: 0, ends: true }),
    take() {
      for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
        const byte = first.bytes[first.at++]
        if (byte === undefined) waiting.shift()
        if (byte === undefined && !first.ends) continue
        if (byte !== undefined) waitingBytes--
        return { host: first.host, byte }
      }
      return undefined
    },
    roomBytes: () => Math.max(0, CAPACITY_BYTES - waitingBytes),
    empty() {
      waiting = []
      waitingBytes = 0
    },
  }
}
