import fc from 'fast-check'
import type { ReceiptBlock } from '#shared/receipt.ts'

/** What a bank's data base, a keyboard or an attacker may put into a name. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('\x1b', '\x1d', '\x10', '\x04', '\n', '\r', '\t', 'p', '\x9b', '0') }),
  fc.string({ unit: fc.constantFrom('A', ' ', '  ', '\u00a0', '\u200b'), maxLength: 200 }),
  fc.constantFrom('👨‍👩‍👧‍👦'.repeat(20), 'x'.repeat(500), 'é̂̃'.repeat(40), '\ud83d', 'ﷺ'.repeat(9), '½…№'),
)

export const hostileBlock: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({ type: fc.constant('centre' as const), text: hostileText, bold: fc.boolean() }),
  fc.record({ type: fc.constant('large' as const), text: hostileText }),
  fc.record({ type: fc.constant('pair' as const), label: hostileText, value: hostileText }),
  fc.record({ type: fc.constant('text' as const), text: hostileText }),
  fc.record({ type: fc.constant('qr' as const), data: hostileText }),
  fc.constantFrom<ReceiptBlock>({ type: 'rule' }, { type: 'space' }),
)
