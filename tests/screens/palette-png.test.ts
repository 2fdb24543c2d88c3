import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { withPalette } from './palette-png.ts'

/** A picture of one line, from its colours. */
function line(colours: [number, number, number][]): Buffer {
  const png = new PNG({ width: colours.length, height: 1 })
  colours.forEach((colour, at) => png.data.set([...colour, 255], at * 4))
  return PNG.sync.write(png)
}
const coloursOf = (png: Buffer) => {
  const { data, width, height } = PNG.sync.read(png)
  return Array.from({ length: width * height }, (_, at) => [...data.subarray(at * 4, at * 4 + 3)])
}

test('a picture of few colours stays as it is', () => {
  const picture: [number, number, number][] = [
    [255, 255, 255],
    [18, 52, 86],
    [255, 255, 255],
    [0, 0, 255],
  ]
  expect(coloursOf(withPalette(line(picture)))).toEqual(picture)
})

test('of many colours the commonest and the most different stay, the others become the nearest of them', () => {
  const grey = (level: number): [number, number, number] => [level, level, level]
  const green: [number, number, number] = [16, 185, 129]
  const paper = Array.from({ length: 999 }, () => grey(250))
  const edges = Array.from({ length: 240 }, (_, level) => grey(level))
  const after = coloursOf(withPalette(line([...paper, ...edges, ...edges, green])))
  expect(after.at(-1)).toEqual(green)
  expect(after[0]).toEqual(grey(250))
  expect(new Set(after.map(String)).size).toBeLessThanOrEqual(64)
  for (const [at, [level]] of after.slice(999, 999 + 240).entries())
    expect(Math.abs(level! - at)).toBeLessThan(10)
})
