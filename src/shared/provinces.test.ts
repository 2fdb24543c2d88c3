import map from '@svg-maps/indonesia'
import { expect, it } from 'vitest'
import { agentSpread } from '../sandbox/routes/dashboard-figures.ts'
import { mapRegionOf } from './provinces.ts'

it('finds all 38 provinces on the map of 34, and leaves no region of the map without one', () => {
  const regions = agentSpread.map(({ graph_title }) => mapRegionOf(graph_title))
  expect(agentSpread).toHaveLength(38)
  expect(regions).not.toContain(undefined)
  expect(new Set(regions)).toEqual(new Set(map.locations.map(({ id }) => id)))
})

it('puts the four provinces of 2022 into the ones that they were part of', () => {
  expect(['Papua Selatan', 'Papua Tengah', 'Papua Pegunungan'].map(mapRegionOf)).toEqual(
    Array(3).fill('id-pa'),
  )
  expect(mapRegionOf('Papua Barat Daya')).toBe('id-pb')
})

it.each([
  ['PROVINSI JAWA BARAT', 'id-jb'],
  ['D.I. Yogyakarta', 'id-yo'],
  ['D.K.I. Jakarta', 'id-jk'],
  ['Kep. Riau', 'id-kr'],
  ['  bangka-belitung ', 'id-bb'],
])('knows %s', (name, region) => expect(mapRegionOf(name)).toBe(region))

it.each(['Atlantis', '', 'Luar Negeri', 'Papua Utara'])('does not guess where %j lies', (name) =>
  expect(mapRegionOf(name)).toBeUndefined(),
)
