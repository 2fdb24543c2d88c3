import { readFile, writeFile } from 'node:fs/promises'
import { breakLine, characterSet, printer as ThermalPrinter, types } from 'node-thermal-printer'
import { PNG } from 'pngjs'
import { decodeQR } from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { createDecoder, type DecodeError } from './decoder.ts'
import { pageText, textOf, type Mark, type PrinterColumns, type TextMark } from './page.ts'
import { drawPaper } from './png.ts'

const LINK = 'https://bank.example/r/2611221231070001'

/** A receipt with everything the library can print that the application may use, as the library encodes it. */
async function sampleReceipt(columns: PrinterColumns): Promise<Buffer> {
  const encoder = new ThermalPrinter({
    type: types.EPSON,
    interface: undefined as unknown as string,
    width: columns,
    breakLine: breakLine.NONE,
  })
  const pair = (label: string, value: string): void =>
    encoder.println(label + value.padStart(columns - label.length))
  encoder.add(Buffer.of(0x1b, 0x40, 0x1c, 0x2e))
  encoder.setCharacterSet(characterSet.PC437_USA)
  encoder.alignCenter()
  await encoder.printImageBuffer(logo())
  encoder.bold(true)
  encoder.println('BANK BNI')
  encoder.bold(false)
  encoder.println('Agen BNI014100294')
  encoder.println('Jl. Mawar No. 7, Sidoarjo')
  encoder.alignLeft()
  encoder.drawLine()
  pair('22-11-2026', '12:31:07 WIB')
  encoder.newLine()
  encoder.alignCenter()
  encoder.setTextQuadArea()
  encoder.println('BERHASIL')
  encoder.setTextNormal()
  encoder.alignLeft()
  pair('Nama', 'Nasabah Dua')
  encoder.bold(true)
  pair('TOTAL', 'Rp25.000')
  encoder.bold(false)
  encoder.alignRight()
  encoder.underline(true)
  encoder.println('dua puluh lima ribu rupiah')
  encoder.underline(false)
  encoder.alignCenter()
  encoder.setTextDoubleHeight()
  encoder.println('Simpan struk ini')
  encoder.setTextNormal()
  encoder.invert(true)
  encoder.println(' SALINAN ke-1 ')
  encoder.invert(false)
  encoder.setTypeFontB()
  encoder.println('Layanan 24 jam')
  encoder.setTypeFontA()
  encoder.printQR(LINK, { cellSize: 5, correction: 'M' })
  encoder.alignLeft()
  encoder.add(Buffer.of(0x1b, 0x70, 0x00, 0x19, 0xfa))
  encoder.beep(1, 2)
  encoder.partialCut({ verticalTabAmount: 1 })
  return encoder.getBuffer()
}

/** A disc of 60 dots: not a whole number of bytes wide. */
function logo(): Buffer {
  const size = 60
  const png = new PNG({ width: size, height: size })
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const white = Math.hypot(x - 29.5, y - 29.5) > 29 || Math.hypot(x - 29.5, y - 29.5) < 14 ? 255 : 0
      png.data.set([white, white, white, 255], (y * size + x) * 4)
    }
  }
  return PNG.sync.write(png)
}

function decode(bytes: Buffer, columns: PrinterColumns): { marks: Mark[]; errors: DecodeError[] } {
  const decoder = createDecoder(columns)
  const steps = [...bytes].map((byte) => decoder.push(byte))
  return {
    marks: steps.flatMap((step) => step.marks),
    errors: steps.flatMap((step) => (step.error ? [step.error] : [])),
  }
}

function looks(line: TextMark): string {
  const [cell] = line.cells
  if (!cell) return ''
  const modes = [
    line.align !== 'left' && line.align,
    cell.bold && 'bold',
    cell.underline > 0 && 'underline',
    cell.inverse && 'inverse',
    cell.width > 1 && 'wide',
    cell.height > 1 && 'high',
    cell.font === 'B' && 'small',
  ]
  return modes.filter(Boolean).join(' ')
}

describe.each([32, 48] as const)('a receipt from node-thermal-printer on %i columns', (columns) => {
  const right = (text: string): string => text.padStart(columns)
  const centred = (text: string, width = text.length): string =>
    ' '.repeat(Math.floor((columns - width) / 2)) + text

  test('has the lines, modes, image, symbol, pulse and cut that were asked for', async () => {
    const { marks, errors } = decode(await sampleReceipt(columns), columns)
    const lines = marks.filter((mark) => mark.kind === 'text')
    expect(errors).toEqual([])
    expect(lines.map((line) => [textOf(line, columns), looks(line)])).toEqual([
      [centred('BANK BNI'), 'centre bold'],
      [centred('Agen BNI014100294'), 'centre'],
      [centred('Jl. Mawar No. 7, Sidoarjo'), 'centre'],
      ['-'.repeat(columns), ''],
      [`22-11-2026${'12:31:07 WIB'.padStart(columns - 10)}`, ''],
      ['', ''],
      [centred('BERHASIL', 16), 'centre wide high'],
      [`Nama${'Nasabah Dua'.padStart(columns - 4)}`, ''],
      [`TOTAL${'Rp25.000'.padStart(columns - 5)}`, 'bold'],
      [right('dua puluh lima ribu rupiah'), 'right underline'],
      [centred('Simpan struk ini'), 'centre high'],
      [centred(' SALINAN ke-1 '), 'centre inverse'].map((part) => part.trimEnd()),
      [centred('Layanan 24 jam', 10.5), 'centre small'],
    ])
    expect(lines.some((line) => line.wrapped)).toBe(false)
    expect(marks.filter((mark) => mark.kind !== 'text')).toMatchObject([
      { kind: 'image', align: 'centre', widthDots: 64, heightDots: 60 },
      { kind: 'qr', align: 'centre', data: LINK, moduleDots: 5 },
      { kind: 'drawer', connectorPin: 2, onMs: 50, offMs: 500 },
      { kind: 'beep', times: 1 },
      { kind: 'feed', feedDots: 120 },
      { kind: 'cut', partial: true },
    ])
    expect(pageText(marks, columns).split('\n')).toHaveLength(lines.length)
  })

  test('looks like its golden picture', async () => {
    const { marks } = decode(await sampleReceipt(columns), columns)
    const picture = drawPaper(marks, columns)
    const golden = new URL(`../../../tests/golden/virtual-printer-${columns}.png`, import.meta.url)
    if (process.env.UPDATE_GOLDEN) await writeFile(golden, picture)
    const [drawn, expected] = [PNG.sync.read(picture), PNG.sync.read(await readFile(golden))]
    expect([drawn.width, drawn.height]).toEqual([columns === 32 ? 464 : 640, expected.height])
    expect(drawn.data.equals(expected.data)).toBe(true)
  })

  test('has a QR symbol that can be scanned off the paper', async () => {
    const { marks } = decode(await sampleReceipt(columns), columns)
    const { width, height, data } = PNG.sync.read(drawPaper(marks, columns))
    expect(decodeQR({ width, height, data }, { timeLimit: 5000 })).toBe(LINK)
  })
})

describe('the picture', () => {
  test('is as long as the paper that came out, and toothed where nothing cut it', () => {
    const [short, long] = ['a\n', 'a\n\x1bd\x03'].map((text) => decode(Buffer.from(text), 32).marks)
    const [shortPicture, longPicture] = [short, long].map((marks) =>
      PNG.sync.read(drawPaper(marks ?? [], 32)),
    )
    expect(longPicture && shortPicture && longPicture.height - shortPicture.height).toBe(90)
    expect(alphaOfLastRow(shortPicture)).toEqual(new Set([0, 255]))
  })

  test('is straight where it was cut through', () => {
    const { marks } = decode(Buffer.from('a\n\x1dV\x00', 'latin1'), 32)
    expect(alphaOfLastRow(PNG.sync.read(drawPaper(marks, 32)))).toEqual(new Set([255]))
  })

  test('shows a hollow box for a character that the font lacks, and nothing for a space', () => {
    const ink = (text: string): number => {
      const { marks } = decode(Buffer.from(`${text}\n`, 'latin1'), 32)
      const { data } = PNG.sync.read(drawPaper(marks, 32))
      return data.filter((value, index) => index % 4 === 0 && value === 28).length
    }
    expect(ink('  \xff')).toBe(0)
    expect(ink('\x82')).toBe(2 * (10 + 16))
  })
})

function alphaOfLastRow(picture: PNG | undefined): Set<number> {
  const row = picture?.data.subarray(-picture.width * 4) ?? []
  return new Set([...row].filter((_value, index) => index % 4 === 3))
}
