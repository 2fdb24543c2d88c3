/** Reading HTTP/1.1 off a socket, as far as the fault proxy needs it: whole messages with a `content-length`. */

const HEAD_END = Buffer.from('\r\n\r\n')

/** How many bytes the first message in here has; undefined while it is not all there. */
export function messageLength(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, headEnd)) ?? []
  const whole = headEnd + HEAD_END.length + Number(length)
  return bytes.length < whole ? undefined : whole
}

/** `/bankplus/bsa/depositAccount` of a request whose first line has come; undefined before. */
export const pathOf = (bytes: Buffer): string | undefined =>
  /^[A-Z]+ (\S+) HTTP\/1\.1\r\n/.exec(bytes.toString('latin1', 0, 1_024))?.[1]

export interface Answer {
  status: number
  body: string
}

export function answerOf(message: Buffer): Answer {
  const headEnd = message.indexOf(HEAD_END)
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(message.toString('latin1', 0, 16)) ?? []
  return { status: Number(status), body: message.toString('utf8', headEnd + HEAD_END.length) }
}

/** The same answer as bytes, under the `Date` of the message that it stands for. */
export function answerBytes({ status, body }: Answer, original?: Buffer): Buffer {
  const [date = ''] = /\r\ndate:[^\r]*/i.exec(original?.toString('latin1', 0, 2_048) ?? '') ?? []
  const length = Buffer.byteLength(body)
  const head = `HTTP/1.1 ${status} Chaos${date}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
  return Buffer.from(head + body)
}
