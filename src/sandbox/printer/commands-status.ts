import { DLE, GS, choice, counted, fixed, type Command } from './command.ts'
import type { PrintState } from './print-state.ts'

/** Epson ESC/POS reference: status commands that wait their turn, printer ID, response request. */
export const statusCommands: readonly Command[] = [
  // Answered on reception (real-time.ts); reaching its place in the data it does nothing more.
  fixed('DLE EOT: transmit real-time status', [DLE, 0x04], 1, (_state, [n = 0]) => n >= 1 && n <= 4),
  fixed('GS r: transmit status', [GS, 'r'], 1, (state, [n]) => {
    const sensor = choice(n, 3)
    if (sensor !== 1 && sensor !== 2) return false
    state.questions.push({ kind: sensor === 1 ? 'paper-sensor' : 'drawer-pin' })
    return true
  }),
  fixed('GS a: enable/disable automatic status back', [GS, 'a'], 1, (state, [items = 0]) => {
    state.questions.push({ kind: 'auto-status', items })
    return true
  }),
  fixed('GS I: transmit printer ID', [GS, 'I'], 1, (state, [n = 0]) => {
    if (!IDENTITY_ITEMS.has(n)) return false
    state.questions.push({ kind: 'identity', item: n })
    return true
  }),
  counted('GS ( H: specify request for response', [GS, '(', 'H'], requestResponse),
]

/** Printer IDs 1 to 3 (also as digits), and printer information B: firmware, maker, model, serial number, language. */
const IDENTITY_ITEMS = new Set([1, 2, 3, 49, 50, 51, 65, 66, 67, 68, 69])

/** Function 48, `m = 48`: answer with a process id of four characters once everything before it is printed. */
function requestResponse(state: PrintState, args: readonly number[]): boolean {
  const [fn, m, ...processId] = args
  const printable = processId.every((byte) => byte >= 32 && byte <= 126)
  if (fn !== 48 || m !== 48 || processId.length !== 4 || !printable) return false
  state.questions.push({ kind: 'completed', processId })
  return true
}
