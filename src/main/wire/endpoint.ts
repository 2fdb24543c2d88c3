/** What a catalogue (bank/endpoints.ts, switcher/endpoints.ts) says of one operation of the API document. */
export interface Endpoint {
  /** below the configured base address */
  path: string
  /** sends the `sessionid` header */
  session: boolean
  /** sends the `sid` header: every operation of the document's Transaction section */
  reference: boolean
  /** the name that the PIN has in this operation's body */
  pinField?: 'pin' | 'pin_transaksi' | 'pin_platform'
  /** journaled before it is sent, sent once, on a connection of its own */
  movesMoney: boolean
  /** a read without a body, which may be asked again as GET */
  getFallback: boolean
}
