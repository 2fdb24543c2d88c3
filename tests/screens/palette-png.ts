import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** Enough for a screen of ours, letters' edges and all; a palette could hold 256 (PNG, third edition, PLTE). */
const COLOURS = 64
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * The same picture with at most 64 colours, a fraction of the bytes: each becomes the nearest of those chosen. Right for screens, which are few colours and the edges of letters; not for photographs.
 * @param png opaque
 */
export function withPalette(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png)
  const pixels = Array.from({ length: width * height }, (_, at) => data.readUIntBE(at * 4, 3))
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour)
  const palette = choose(byCount)
  const indexOf = new Map(byCount.map((colour) => [colour, nearest(palette, colour)]))
  const rows = Buffer.alloc((width + 1) * height)
  pixels.forEach((colour, at) => {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = indexOf.get(colour)!
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a point, which are places in the palette.
  head.set([8, 3], 8)
  const colours = Buffer.concat(palette.map((colour) => Buffer.from([colour >> 16, colour >> 8, colour])))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const parts = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const

function distance(one: number, other: number): number {
  const [red, green, blue] = parts(one)
  const [r, g, b] = parts(other)
  return Math.hypot(red - r, green - g, blue - b)
}

/** How many of the commonest stay in any case: the surfaces, of which some differ by a shade. */
const SURFACES = 24

/** Of the others the commonest that differ from each other: else the greys of letters would crowd out a small green dot. */
function choose(byCount: number[]): number[] {
  for (let apart = 1; ; apart += 4) {
    const chosen = byCount.slice(0, SURFACES)
    for (const colour of byCount)
      if (chosen.every((other) => distance(colour, other) >= apart)) chosen.push(colour)
    if (chosen.length <= COLOURS) return chosen
  }
}

const nearest = (palette: number[], colour: number): number =>
  palette.reduce(
    (best, other, at) => (distance(other, colour) < distance(palette[best]!, colour) ? at : best),
    0,
  )

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
