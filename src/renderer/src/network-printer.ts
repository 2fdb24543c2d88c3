/** The port on which receipt printers take jobs (JetDirect). */
const PORT = 9100

/** What somebody typed as the address of a network printer, as a `printer` setting: a name or an address, with or without a port. */
export function networkPrinter(typed: string): string {
  const text = typed.trim()
  if (/^[a-z]+:/i.test(text) && !/^[^:]+:\d+$/.test(text)) return text
  if (/^[0-9a-f:]+$/i.test(text) && text.split(':').length > 2) return `tcp://[${text}]:${PORT}`
  return /:\d+$/.test(text) ? `tcp://${text}` : `tcp://${text}:${PORT}`
}
