// Draws the program's icon and writes resources/icons/: PNGs for Linux, and icon.ico for Windows and its installer.
//   node scripts/make-icons.mjs   needed only to change its looks; its results are committed
import { mkdirSync, writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { inProject } from './project.mjs'

const SIZES = [16, 32, 48, 64, 128, 256, 512]
const IN_ICO = [16, 32, 48, 64, 128, 256]
/** Samples per pixel and direction: smooth edges without a drawing library. */
const SAMPLES = 4

const SLATE = [0x3b, 0x4a, 0x5a]
const PAPER = [0xff, 0xff, 0xff]
const BLUE = [0x1d, 0x6f, 0xa5]

/** @returns {number[] | undefined} the colour at a place of the unit square; undefined = see-through */
function colourAt(x, y) {
  if (!inRoundedSquare(x, y, 0.03, 0.97, 0.19)) return undefined
  if (inPlus(x, y)) return BLUE
  if (onPaper(x, y)) return inLine(x, y) ? SLATE : PAPER
  return SLATE
}

function inRoundedSquare(x, y, from, to, radius) {
  const dx = Math.max(from + radius - x, 0, x - (to - radius))
  const dy = Math.max(from + radius - y, 0, y - (to - radius))
  return Math.hypot(dx, dy) <= radius
}

/** A receipt with a torn lower edge. */
function onPaper(x, y) {
  if (x < 0.27 || x > 0.73 || y < 0.17) return false
  const tooth = Math.abs((((x - 0.27) / 0.115) % 1) - 0.5) * 2
  return y < 0.77 + tooth * 0.06
}

const inLine = (x, y) =>
  x > 0.34 && ((y > 0.26 && y < 0.31 && x < 0.66) || (y > 0.36 && y < 0.41 && x < 0.56))

function inPlus(x, y) {
  const dx = Math.abs(x - 0.5)
  const dy = Math.abs(y - 0.59)
  return (dx < 0.043 && dy < 0.125) || (dy < 0.043 && dx < 0.125)
}

function draw(size) {
  const image = new PNG({ width: size, height: size })
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    image.data.set(pixelAt(pixel % size, Math.floor(pixel / size), size), pixel * 4)
  }
  return PNG.sync.write(image)
}

function pixelAt(column, row, size) {
  const sum = [0, 0, 0]
  let hits = 0
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size
    const colour = colourAt(x, y)
    if (!colour) continue
    hits += 1
    colour.forEach((value, channel) => (sum[channel] += value))
  }
  const mean = sum.map((value) => Math.round(value / Math.max(hits, 1)))
  return [...mean, Math.round((255 * hits) / (SAMPLES * SAMPLES))]
}

/** The ICO format with PNGs inside (Windows Vista and later): header, one 16-byte entry for each image, the images. */
function icoOf(images) {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index
    // 256 is written as 0.
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

const images = SIZES.map((size) => ({ size, png: draw(size) }))
mkdirSync(inProject('resources/icons'), { recursive: true })
for (const { size, png } of images) writeFileSync(inProject(`resources/icons/${size}x${size}.png`), png)
writeFileSync(
  inProject('resources/icons/icon.ico'),
  icoOf(images.filter(({ size }) => IN_ICO.includes(size))),
)
