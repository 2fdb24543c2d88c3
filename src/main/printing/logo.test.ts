import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { layout } from '#shared/layout.ts'
import { confirmedReceipt } from '#shared/receipt.ts'
import { documentDeposit } from '../../../tests/support/receipt-facts.ts'
import { createDecoder } from '../../sandbox/printer/decoder.ts'
import type { ImageMark } from '../../sandbox/printer/page.ts'
import { encode } from './encode.ts'
import { rasterOf } from './logo.ts'
import { DEFAULT_HANDLING } from './paper-handling.ts'

type Paint = (x: number, y: number) => [r: number, g: number, b: number, alpha: number]

function pngOf(width: number, height: number, paint: Paint): Buffer {
  const png = new PNG({ width, height })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) png.data.set(paint(x, y), (y * width + x) * 4)
  return PNG.sync.write(png)
}

/** The strips as the virtual printer prints them, put together: rows of dots, true = black. */
function printed(raster: Buffer, columns: 32 | 48): boolean[][] {
  const decoder = createDecoder(columns)
  const marks = [...raster].flatMap((byte) => {
    const step = decoder.push(byte)
    expect(step.error).toBeUndefined()
    return step.marks
  })
  return marks.flatMap((mark) => rowsOf(mark as ImageMark))
}

function rowsOf({ widthDots, heightDots, rows }: ImageMark): boolean[][] {
  return Array.from({ length: heightDots }, (_, y) =>
    Array.from({ length: widthDots }, (__, x) => {
      const byte = rows[y * (widthDots / 8) + (x >> 3)] ?? 0
      return (byte & (0x80 >> (x & 7))) !== 0
    }),
  )
}

const shareOfBlack = (rows: boolean[][]) => rows.flat().filter(Boolean).length / rows.flat().length

describe.each([
  [32, 384],
  [48, 576],
] as const)('a logo at %i columns', (columns, paperDots) => {
  test('is black where the picture is, in the middle of the paper', () => {
    const picture = pngOf(60, 50, (x, y) => (x >= 10 && y < 20 ? [0, 0, 0, 255] : [255, 255, 255, 255]))
    const rows = printed(rasterOf(picture, columns), columns)
    const left = (paperDots - 60) / 2
    expect(rows.map((row) => row.length)).toEqual(Array<number>(50).fill(paperDots))
    expect(rows).toEqual(
      Array.from({ length: 50 }, (_, y) =>
        Array.from({ length: paperDots }, (__, x) => y < 20 && x >= left + 10 && x < left + 60),
      ),
    )
  })

  test('is never wider than the paper nor higher than a thumb', () => {
    const wide = printed(
      rasterOf(
        pngOf(1200, 300, () => [0, 0, 0, 255]),
        columns,
      ),
      columns,
    )
    expect([wide.length, wide[0]?.length]).toEqual([paperDots / 4, paperDots])
    const high = printed(
      rasterOf(
        pngOf(100, 1600, () => [0, 0, 0, 255]),
        columns,
      ),
      columns,
    )
    expect([high.length, high[0]?.filter(Boolean).length]).toEqual([160, 10])
  })
})

test.each([25, 50, 75])('%i %% grey becomes as many black dots', (percent) => {
  const level = Math.round(255 * (1 - percent / 100))
  const rows = printed(
    rasterOf(
      pngOf(384, 100, () => [level, level, level, 255]),
      32,
    ),
    32,
  )
  expect(shareOfBlack(rows)).toBeCloseTo(percent / 100, 1)
})

test('what is transparent is paper', () => {
  expect(
    shareOfBlack(
      printed(
        rasterOf(
          pngOf(80, 40, () => [0, 0, 0, 0]),
          32,
        ),
        32,
      ),
    ),
  ).toBe(0)
})

test('stands above the receipt and changes nothing in it', () => {
  const lines = layout(confirmedReceipt(documentDeposit), 32)
  const logo = rasterOf(
    pngOf(40, 30, () => [0, 0, 0, 255]),
    32,
  )
  const marksOf = (bytes: Buffer) => {
    const decoder = createDecoder(32)
    return [...bytes].flatMap((byte) => decoder.push(byte).marks)
  }
  const [first, second, ...rest] = marksOf(encode(lines, 32, { ...DEFAULT_HANDLING, logo }))
  expect([first?.kind, second?.kind]).toEqual(['image', 'image'])
  expect(rest).toEqual(marksOf(encode(lines, 32)))
})

test('bytes that are no PNG are refused', () => {
  expect(() => rasterOf(Buffer.from('GIF89a'), 32)).toThrow()
})

test('a picture so large that it would hold up the start is refused before it is unpacked', () => {
  const png = PNG.sync.write(new PNG({ width: 8, height: 8 }))
  png.writeUInt32BE(4_000, 16)
  png.writeUInt32BE(3_000, 20)
  expect(() => rasterOf(png, 48)).toThrow('4000 x 3000')
})
