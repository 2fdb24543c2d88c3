import { nextTick, reactive } from 'vue'
import { describe, expect, it } from 'vitest'
import { emptyOpening } from '#shared/opening.ts'
import { failed, ok } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useRegions } from './use-regions.ts'

const NAMES: Record<string, string[]> = {
  '||': ['Jawa Barat', 'Jawa Timur'],
  'Jawa Timur||': ['Kabupaten Sidoarjo', 'Kota Surabaya'],
  'Jawa Timur|Kabupaten Sidoarjo|': ['Krian', 'Waru'],
  'Jawa Timur|Kabupaten Sidoarjo|Krian': ['Jatikalang', 'Krian'],
}
const CODES: Record<string, string[]> = { Jatikalang: ['61262'], Krian: ['61261', '61262'] }

function addressForm({ offline = false } = {}) {
  const asked: string[] = []
  const call = (async (method: string, input: Record<string, string>) => {
    const { province, city, district, kelurahan = '' } = input
    asked.push(`${method} ${kelurahan}`)
    if (offline && method === 'opening.postalCodes') return failed({ code: 'NOT_SENT', reason: 'connect' })
    if (method === 'opening.postalCodes') return ok({ codes: CODES[kelurahan] ?? [] })
    return ok({ names: NAMES[`${province}|${city}|${district}`] ?? [] })
  }) as unknown as Call
  const entries = reactive(emptyOpening())
  const regions = useRegions(call, entries)
  regions.load()
  const fill = async (changes: Partial<typeof entries>) => {
    for (const [field, text] of Object.entries(changes)) {
      Object.assign(entries, { [field]: text })
      await nextTick()
      await regions.settled()
      await nextTick()
      await regions.settled()
    }
  }
  return { entries, regions, fill, asked }
}
const TO_KRIAN = { province: 'Jawa Timur', city: 'Kabupaten Sidoarjo', district: 'Krian' }

describe('useRegions', () => {
  it('offers each level once the one above it is chosen, down to the only postal code', async () => {
    const { entries, regions, fill } = addressForm()
    await fill({ ...TO_KRIAN, kelurahan: 'Jatikalang' })
    expect(regions.lists.province.map(({ name }) => name)).toEqual(NAMES['||'])
    expect(regions.lists.kelurahan.map(({ name }) => name)).toEqual(['Jatikalang', 'Krian'])
    expect(entries.postalCode).toBe('61262')
  })

  it('leaves the choice among several codes, and what somebody typed, alone', async () => {
    const { entries, regions, fill } = addressForm()
    await fill({ ...TO_KRIAN, kelurahan: 'Krian' })
    expect(entries.postalCode).toBe('')
    expect(regions.lists.postalCode).toHaveLength(2)
    await fill({ postalCode: '61200', kelurahan: 'Jatikalang' })
    expect(entries.postalCode).toBe('61200')
  })

  it('fills in once more for the next customer of the same village', async () => {
    const { entries, fill } = addressForm()
    await fill({ ...TO_KRIAN, kelurahan: 'Jatikalang' })
    await fill({ province: '', city: '', district: '', kelurahan: '', postalCode: '' })
    await fill({ ...TO_KRIAN, kelurahan: 'Jatikalang' })
    expect(entries.postalCode).toBe('61262')
  })

  it('takes what no list has, says so, and asks the bank nothing about it', async () => {
    const { entries, regions, fill, asked } = addressForm()
    await fill({ ...TO_KRIAN, kelurahan: 'Desa Baru' })
    expect(regions.isUnlisted('kelurahan')).toBe(true)
    expect(regions.isUnlisted('district')).toBe(false)
    expect(asked.filter((each) => each.startsWith('opening.postalCodes'))).toEqual([])
    // Another district than the one that it was chosen in: the village stays, and is doubted.
    await fill({ kelurahan: 'Jatikalang', district: 'Waru' })
    expect(entries.kelurahan).toBe('Jatikalang')
  })

  it('without the bank leaves the code to be typed', async () => {
    const { entries, fill } = addressForm({ offline: true })
    await fill({ ...TO_KRIAN, kelurahan: 'Jatikalang' })
    expect(entries.postalCode).toBe('')
  })
})
