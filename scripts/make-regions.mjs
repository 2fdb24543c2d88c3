/**
 * Writes resources/regions/regions.txt, the names of Indonesia's regions, from the npm package idn-area-data.
 *
 * Needed only when regions have changed; its result is committed, since the package (with islands, codes and a parser of its own)
 * is four times as large and wants a newer Node than the program runs on:
 *
 *   npm install --prefix DIR idn-area-data@4.0.1
 *   node scripts/make-regions.mjs DIR
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Two provinces are known by their short names, on identity cards' addresses and in the Bank+ document ("DKI Jakarta"). */
const SHORT_NAMES = {
  'Daerah Khusus Ibukota Jakarta': 'DKI Jakarta',
  'Daerah Istimewa Yogyakarta': 'DI Yogyakarta',
}

const HEAD = `# Regions of Indonesia: a line each for province, regency or city, and district, the latter followed by its villages.
# Made by scripts/make-regions.mjs from idn-area-data VERSION; data under the Open Database License: see NOTICE.txt.
`

const folder = process.argv[2]
if (folder === undefined)
  throw new Error('usage: node scripts/make-regions.mjs DIR (see the head of the script)')
const packageFolder = path.resolve(folder, 'node_modules/idn-area-data')
const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))

const provinces = names('provinces')
const regencies = names('regencies')
const districts = names('districts')
const villages = names('villages')

const lines = provinces.get('').flatMap((province) => [
  SHORT_NAMES[province.name] ?? province.name,
  ...regencies.get(province.code).flatMap((regency) => [
    `\t${regency.name}`,
    ...districts.get(regency.code).map((district) => {
      const inIt = villages.get(district.code) ?? []
      return ['\t', district.name, ...new Set(inIt.map(({ name }) => name))].join('\t')
    }),
  ]),
])
const result = path.resolve(import.meta.dirname, '../resources/regions/regions.txt')
writeFileSync(result, HEAD.replace('VERSION', version) + lines.join('\n') + '\n')

/** The entries of a file by the code of what they lie in, sorted by name. */
function names(file) {
  const text = readFileSync(path.join(packageFolder, 'data', `${file}.csv`), 'utf8')
  const rows = text.trim().split('\n').slice(1).map(fields)
  const byParent = new Map()
  for (const row of rows) {
    const entry = { code: row[0], name: row.at(-1).trim().replaceAll('\u2019', "'") }
    const parent = row.length === 3 ? row[1] : ''
    byParent.set(parent, [...(byParent.get(parent) ?? []), entry])
  }
  for (const entries of byParent.values()) entries.sort((a, b) => a.name.localeCompare(b.name, 'id'))
  return byParent
}

/** A line of CSV: fields in quotes may hold commas, and quotes doubled. */
function fields(line) {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  )
}
