import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDecoder, type DecodeError, type Unfinished } from './decoder.ts'
import { pageText, type Mark, type PrinterColumns, type TextMark } from './page.ts'
import type { Question } from './print-state.ts'

interface Decoded {
  marks: Mark[]
  questions: Question[]
  error?: DecodeError
  unfinished: Unfinished
}

function decode(bytes: Uint8Array, columns: PrinterColumns = 32): Decoded {
  const decoder = createDecoder(columns)
  const decoded: Decoded = { marks: [], questions: [], unfinished: { unprintedText: '' } }
  for (const byte of bytes) {
    const step = decoder.push(byte)
    decoded.marks.push(...step.marks)
    decoded.questions.push(...step.questions)
    if (step.error) decoded.error = step.error
  }
  return { ...decoded, unfinished: decoder.beginJob() }
}

/** Bytes as one writes them beside a manual: numbers and text. */
function bytes(...parts: (number | string)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))))
}

function textLines(decoded: Decoded): TextMark[] {
  return decoded.marks.filter((mark) => mark.kind === 'text')
}

function firstCell(...parts: (number | string)[]) {
  return textLines(decode(bytes(...parts, 'A\n')))[0]?.cells[0]
}

const LF = 0x0a
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

describe('text', () => {
  test('LF ends a line, CR does nothing, an LF alone is an empty line', () => {
    expect(pageText(decode(bytes('one\r\n\ntwo\n')).marks, 32)).toBe('one\n\ntwo')
  })

  test('a line that fills the columns exactly is one line and not wrapped', () => {
    const lines = textLines(decode(bytes('x'.repeat(32), LF)))
    expect(lines.map((line) => [line.cells.length, line.wrapped])).toEqual([[32, false]])
  })

  test.each([32, 48] as const)(
    'a character beyond %i columns starts a new line and marks the full one',
    (columns) => {
      const lines = textLines(decode(bytes('x'.repeat(columns + 1), LF), columns))
      expect(lines.map((line) => [line.cells.length, line.wrapped])).toEqual([
        [columns, true],
        [1, false],
      ])
    },
  )

  test('double width takes two columns a character', () => {
    const lines = textLines(decode(bytes(ESC, '!', 0x20, 'x'.repeat(17), LF)))
    expect(lines.map((line) => line.cells.length)).toEqual([16, 1])
  })

  test('Font B takes 9 dots a character', () => {
    const lines = textLines(decode(bytes(ESC, 'M', 1, 'x'.repeat(43), LF)))
    expect(lines.map((line) => line.cells.length)).toEqual([42, 1])
  })

  test('text without a line feed stays in the print buffer', () => {
    const decoded = decode(bytes('done\nnot yet'))
    expect(textLines(decoded)).toHaveLength(1)
    expect(decoded.unfinished.unprintedText).toBe('not yet')
  })

  test('code tables: PC437 at first, WPC1252 after ESC t 16', () => {
    expect(pageText(decode(bytes(0x82, 0xff, '|', ESC, 't', 16, 0xe9, LF)).marks, 32)).toBe('é\u00a0|é')
  })
})

describe('character modes', () => {
  const plain = { bold: false, underline: 0, inverse: false, width: 1, height: 1, font: 'A' }

  test.each([
    ['no mode', [], {}],
    ['ESC E', [ESC, 'E', 1], { bold: true }],
    ['ESC E, last bit only', [ESC, 'E', 1, ESC, 'E', 0xfe], {}],
    ['ESC G', [ESC, 'G', 1], { bold: true }],
    ['ESC -', [ESC, '-', 50], { underline: 2 }],
    ['GS B', [GS, 'B', 1], { inverse: true }],
    ['ESC M', [ESC, 'M', 49], { font: 'B' }],
    ['GS !', [GS, '!', 0x12], { width: 2, height: 3 }],
    ['ESC ! all', [ESC, '!', 0xb9], { font: 'B', bold: true, width: 2, height: 2, underline: 1 }],
    ['ESC ! clears', [ESC, 'E', 1, GS, '!', 0x11, ESC, '!', 0], {}],
    ['ESC @ clears', [GS, 'B', 1, ESC, 'G', 1, GS, '!', 0x11, ESC, '@'], {}],
    ['FS . and ESC R 0 change nothing', [FS, '.', ESC, 'R', 0], {}],
  ])('%s', (_name, command, change) => {
    expect(firstCell(...command)).toEqual({ ...plain, char: 'A', ...change })
  })

  test('ESC @ drops what the print buffer holds', () => {
    expect(pageText(decode(bytes('lost', ESC, '@', 'kept\n')).marks, 32)).toBe('kept')
  })

  test('modes outlive a job, as they do in a printer', () => {
    const decoder = createDecoder(32)
    for (const byte of bytes(ESC, 'E', 1)) decoder.push(byte)
    decoder.beginJob()
    const marks = [...bytes('A\n')].flatMap((byte) => decoder.push(byte).marks)
    expect(marks).toMatchObject([{ cells: [{ char: 'A', bold: true }] }])
  })

  test('alignment indents the text, and is ignored within a line', () => {
    const decoded = decode(bytes(ESC, 'a', 1, '12\n', ESC, 'a', 50, '12', ESC, 'a', 0, '\n12\n'))
    expect(pageText(decoded.marks, 32).split('\n')).toEqual([
      ' '.repeat(15) + '12',
      ' '.repeat(30) + '12',
      ' '.repeat(30) + '12',
    ])
  })
})

describe('paper', () => {
  test('line spacing: 30 dots, as set, never less than the characters are high', () => {
    const decoded = decode(
      bytes('a\n', ESC, '3', 60, 'a\n', ESC, '3', 0, 'a\n', ESC, '2', GS, '!', 0x02, 'a\n'),
    )
    expect(textLines(decoded).map((line) => line.feedDots)).toEqual([30, 60, 24, 72])
  })

  test('ESC d prints the buffer as the first of its lines, ESC J feeds dots', () => {
    const decoded = decode(bytes('a', ESC, 'd', 3, ESC, 'd', 2, ESC, 'J', 7))
    expect(decoded.marks).toMatchObject([
      { kind: 'text', feedDots: 30 },
      { kind: 'feed', feedDots: 60 },
      { kind: 'feed', feedDots: 60 },
      { kind: 'feed', feedDots: 7 },
    ])
    expect(pageText(decode(bytes('a', ESC, 'd', 3, 'b\n')).marks, 32)).toBe('a\n\n\nb')
  })

  test.each([
    [[0], { partial: false, feedDots: 0 }],
    [[48], { partial: false, feedDots: 0 }],
    [[1], { partial: true, feedDots: 0 }],
    [[65, 16], { partial: false, feedDots: 16 }],
    [[66, 3], { partial: true, feedDots: 3 }],
  ])('GS V %j cuts', (mode, cut) => {
    expect(decode(bytes(GS, 'V', ...mode)).marks).toEqual([{ kind: 'cut', ...cut }])
  })

  test('GS V within a line is ignored', () => {
    expect(decode(bytes('a', GS, 'V', 0, LF)).marks.map((mark) => mark.kind)).toEqual(['text'])
  })

  test('ESC p pulses the drawer for twice its times, and takes them from the data even if they were left out', () => {
    expect(decode(bytes(ESC, 'p', 0, 25, 250)).marks).toEqual([
      { kind: 'drawer', connectorPin: 2, onMs: 50, offMs: 500 },
    ])
    expect(decode(bytes(ESC, 'p', 1, 'Rp5\n')).marks).toMatchObject([
      { kind: 'drawer', connectorPin: 5 },
      { cells: [{ char: '5' }] },
    ])
  })

  test('ESC B beeps', () => {
    expect(decode(bytes(ESC, 'B', 2, 1)).marks).toEqual([{ kind: 'beep', times: 2 }])
  })

  test('GS v 0 prints dots, doubled where asked', () => {
    const image = bytes(GS, 'v0', 3, 1, 0, 2, 0, 0b10000001, 0b01000000)
    expect(decode(image).marks).toEqual([
      {
        kind: 'image',
        align: 'left',
        widthDots: 16,
        heightDots: 4,
        rows: Uint8Array.of(0xc0, 0x03, 0xc0, 0x03, 0x30, 0x00, 0x30, 0x00),
      },
    ])
  })

  test('GS ( k stores and prints a QR symbol', () => {
    const marks = decode(qr('BNI2026')).marks
    expect(marks).toMatchObject([{ kind: 'qr', align: 'centre', data: 'BNI2026', moduleDots: 6 }])
    expect(marks[0]?.kind === 'qr' && marks[0].modules.length).toBe(21)
  })
})

function qr(data: string): Buffer {
  return bytes(
    ...[ESC, 'a', 1],
    ...[GS, '(k', 4, 0, '1A2', 0],
    ...[GS, '(k', 3, 0, '1C', 6],
    ...[GS, '(k', 3, 0, '1E1'],
    ...[GS, '(k', data.length + 3, 0, '1P0', data],
    ...[GS, '(k', 3, 0, '1Q0'],
  )
}

describe('questions that wait their turn', () => {
  test.each<[(number | string)[], Question]>([
    [[GS, 'r', 1], { kind: 'paper-sensor' }],
    [[GS, 'r', 50], { kind: 'drawer-pin' }],
    [[GS, 'I', 67], { kind: 'identity', item: 67 }],
    [[GS, 'a', 0xff], { kind: 'auto-status', items: 0xff }],
    [[GS, '(H', 6, 0, '00', 'AB12'], { kind: 'completed', processId: [...Buffer.from('AB12')] }],
  ])('%j', (command, question) => {
    expect(decode(bytes(...command)).questions).toEqual([question])
  })

  test('DLE EOT in the middle of text leaves the text whole', () => {
    expect(pageText(decode(bytes('Rp25', 0x10, 0x04, 4, '.000\n')).marks, 32)).toBe('Rp25.000')
  })
})

describe('what the definitions do not have fails the job', () => {
  test.each([
    ['a control character', ['ok\n', 0x07], 3, '07'],
    ['a tab', ['ok', 0x09], 2, '09'],
    ['NUL', [0x00], 0, '00'],
    ['DEL', [0x7f], 0, '7F'],
    ['ESC Z', ['ok\n', ESC, 'Z'], 3, '1B 5A'],
    ['FS p', [FS, 'p'], 0, '1C 70'],
    ['GS ( L', [GS, '(L'], 0, '1D 28 4C'],
    ['GS v 1', [GS, 'v1'], 0, '1D 76 31'],
    ['DLE DC4', [0x10, 0x14], 0, '10 14'],
  ])('%s', (_name, input, offset, command) => {
    expect(decode(bytes(...input)).error).toEqual({ offset, command, problem: 'unknown command' })
  })

  test.each([
    ['ESC a 3', [ESC, 'a', 3]],
    ['ESC - 3', [ESC, '-', 3]],
    ['ESC M 2', [ESC, 'M', 2]],
    ['ESC t 2', [ESC, 't', 2]],
    ['ESC R 1', [ESC, 'R', 1]],
    ['GS ! 08', [GS, '!', 0x08]],
    ['GS V 2', [GS, 'V', 2]],
    ['ESC p 2', [ESC, 'p', 2, 25, 250]],
    ['ESC B 0', [ESC, 'B', 0, 1]],
    ['GS r 3', [GS, 'r', 3]],
    ['GS I 4', [GS, 'I', 4]],
    ['DLE EOT 5', [0x10, 0x04, 5]],
    ['an empty image', [GS, 'v0', 0, 0, 0, 1, 0]],
    ['PDF417', [GS, '(k', 3, 0, '0C', 3]],
    ['QR model 1', [GS, '(k', 4, 0, '1A1', 0]],
    ['QR module of 17 dots', [GS, '(k', 3, 0, '1C', 17]],
    ['QR correction of 52', [GS, '(k', 3, 0, '1E4']],
    ['a QR without data', [GS, '(k', 3, 0, '1Q0']],
    ['GS ( H with an id of three', [GS, '(H', 5, 0, '00', 'ABC']],
    ['GS ( H with a control character as id', [GS, '(H', 6, 0, '00', 'ABC\n']],
  ])('%s', (_name, input) => {
    expect(decode(bytes(...input)).error).toMatchObject({
      offset: 0,
      problem: 'argument outside of the definition',
    })
  })

  test('a QR longer than any symbol holds', () => {
    const data = 'x'.repeat(3000)
    const store = [GS, '(k', (data.length + 3) & 0xff, (data.length + 3) >> 8, '1P0', data]
    expect(decode(bytes(...store, GS, '(k', 3, 0, '1Q0')).error?.offset).toBe(data.length + 8)
  })

  test('nothing is printed after an error, and the next job starts afresh', () => {
    const decoder = createDecoder(32)
    const marks = [...bytes('a\n', ESC, 'Z', 'b\n')].flatMap((byte) => decoder.push(byte).marks)
    expect(pageText(marks, 32)).toBe('a')
    expect(decoder.beginJob()).toEqual({ unprintedText: '' })
    const steps = [...bytes('c\n', 0x07)].map((byte) => decoder.push(byte))
    expect(
      pageText(
        steps.flatMap((step) => step.marks),
        32,
      ),
    ).toBe('c')
    expect(steps.at(-1)?.error).toMatchObject({ offset: 2, command: '07' })
  })

  test('data that ends within a command', () => {
    expect(decode(bytes('a\n', GS, 'v0', 0, 1)).unfinished.error).toEqual({
      offset: 2,
      command: '1D 76 30 00 01',
      problem: 'incomplete command',
    })
  })

  test.each(['low', 'medium', 'quartile', 'high'] as const)(
    'the longest QR of correction %s is printed',
    (level) => {
      const longest = { low: 2953, medium: 2331, quartile: 1663, high: 1273 }[level]
      const correction = ['low', 'medium', 'quartile', 'high'].indexOf(level)
      const size = longest + 3
      const store = bytes(
        GS,
        '(k',
        3,
        0,
        `1E${correction}`,
        GS,
        '(k',
        size & 0xff,
        size >> 8,
        '1P0',
        '~'.repeat(longest),
      )
      const decoded = decode(Buffer.concat([store, bytes(GS, '(k', 3, 0, '1Q0')]))
      expect(decoded.marks[0]?.kind === 'qr' && decoded.marks[0].modules.length).toBe(177)
    },
  )

  test('random bytes print, fail or stay unfinished, and never break the decoder', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        const { error, unfinished } = decode(data)
        const at = (error ?? unfinished.error)?.offset ?? 0
        expect(at).toBeLessThanOrEqual(data.length)
        if (error) expect(unfinished.error).toBeUndefined()
      }),
    )
  })
})
