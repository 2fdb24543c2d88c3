import { PNG } from 'pngjs'
import type { PaperColumns } from '#shared/layout.ts'

const DOTS_PER_COLUMN = 12
/** A logo that is higher costs paper and time on every receipt. */
const MAX_HEIGHT_DOTS = 160
/** Decoding holds up the start: this many take a third of a second. A photo as it comes from a phone would take three. */
const MAX_PIXELS = 2_000_000
/** Rows per command: clones with a small buffer print longer images torn. */
const ROWS_PER_COMMAND = 24

/**
 * A PNG as GS v 0 commands, centred on the paper and dithered (Floyd and Steinberg), since a thermal printer knows black and
 * white only. Larger images are made smaller, never larger. Made once per start: it takes some milliseconds.
 * @throws Error when the bytes are no PNG, or one of more than {@link MAX_PIXELS}
 */
export function rasterOf(png: Buffer, columns: PaperColumns): Buffer {
  const paperDots = columns * DOTS_PER_COLUMN
  assertSmall(png)
  const grey = shrink(greyOf(PNG.sync.read(png)), paperDots, MAX_HEIGHT_DOTS)
  const rows = dither(grey)
  const indent = Math.floor((paperDots - grey.width) / 2)
  const packed = rows.map((row) => pack(row, indent, paperDots / 8))
  const commands: Buffer[] = []
  for (let from = 0; from < packed.length; from += ROWS_PER_COMMAND) {
    const strip = packed.slice(from, from + ROWS_PER_COMMAND)
    commands.push(Buffer.of(0x1d, 0x76, 0x30, 0, paperDots / 8, 0, strip.length, 0), ...strip)
  }
  return Buffer.concat(commands)
}

/** By the header (PNG, 11.2.2 IHDR), before anything is unpacked. */
function assertSmall(png: Buffer): void {
  const [width, height] = png.length < 24 ? [0, 0] : [png.readUInt32BE(16), png.readUInt32BE(20)]
  if (width * height > MAX_PIXELS) throw new Error(`${width} x ${height} dots are too many for a logo`)
}

interface Grey {
  width: number
  height: number
  /** 0 black to 255 white, row by row */
  levels: Float32Array
}

/** Luminance over white paper, so that what is transparent stays unprinted. */
function greyOf({ width, height, data }: PNG): Grey {
  const levels = new Float32Array(width * height)
  for (let i = 0; i < levels.length; i++) {
    const at = i * 4
    const luminance = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!
    levels[i] = 255 + (luminance - 255) * (data[at + 3]! / 255)
  }
  return { width, height, levels }
}

/** Averages the pixels that fall on a dot. */
function shrink(grey: Grey, maxWidth: number, maxHeight: number): Grey {
  const scale = Math.min(1, maxWidth / grey.width, maxHeight / grey.height)
  if (scale === 1) return grey
  const width = Math.max(1, Math.floor(grey.width * scale))
  const height = Math.max(1, Math.floor(grey.height * scale))
  const levels = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) levels[y * width + x] = average(grey, x / scale, y / scale, 1 / scale)
  }
  return { width, height, levels }
}

function average({ width, height, levels }: Grey, left: number, top: number, size: number): number {
  let sum = 0
  let count = 0
  for (let y = Math.floor(top); y < Math.min(height, top + size); y++) {
    for (let x = Math.floor(left); x < Math.min(width, left + size); x++) {
      sum += levels[y * width + x] ?? 0
      count++
    }
  }
  return sum / count
}

/** @returns rows of dots, true = black */
function dither({ width, height, levels }: Grey): boolean[][] {
  const rest = Float32Array.from(levels)
  const spread = (x: number, y: number, error: number) => {
    if (x >= 0 && x < width && y < height) rest[y * width + x] = (rest[y * width + x] ?? 0) + error
  }
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const level = rest[y * width + x] ?? 255
      const black = level < 128
      const error = level - (black ? 0 : 255)
      spread(x + 1, y, (error * 7) / 16)
      spread(x - 1, y + 1, (error * 3) / 16)
      spread(x, y + 1, (error * 5) / 16)
      spread(x + 1, y + 1, error / 16)
      return black
    }),
  )
}

function pack(row: readonly boolean[], indent: number, bytes: number): Buffer {
  const packed = Buffer.alloc(bytes)
  row.forEach((black, x) => {
    const dot = indent + x
    if (black) packed[dot >> 3] = (packed[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  })
  return packed
}
