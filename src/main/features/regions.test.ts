import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startBank, AGENT } from '../../../tests/support/sandbox.ts'
import { documentProfile } from '../../../tests/support/counter.ts'
import { signIn } from '../bank/authentication.ts'
import { listPostalCodes, listRegions, readRegions } from './regions.ts'

const file = new URL('../../../resources/regions/regions.txt', import.meta.url)
const regions = readRegions(readFileSync(file, 'utf8'))
const namesIn = async (province = '', city = '', district = '') =>
  (await listRegions({ regions: async () => regions }, { province, city, district })).names

describe('the regions of Indonesia', () => {
  it('are 38 provinces, each with something in it down to its districts', async () => {
    const provinces = await namesIn()
    expect(provinces).toHaveLength(38)
    expect([...regions.values()].map((cities) => cities.size).filter((size) => size === 0)).toEqual([])
    const districts = [...regions.values()].flatMap((cities) => [...cities.values()])
    expect(districts.length).toBe(514)
    expect(districts.filter(({ size }) => size === 0)).toEqual([])
  })

  it('are read one level at a time', async () => {
    expect(await namesIn('Jawa Timur')).toContain('Kabupaten Sidoarjo')
    expect(await namesIn('Jawa Timur', 'Kabupaten Sidoarjo')).toContain('Waru')
    expect(await namesIn('Jawa Timur', 'Kabupaten Sidoarjo', 'Waru')).toEqual(
      expect.arrayContaining(['Waru', 'Kureksari']),
    )
    expect(await namesIn('DKI Jakarta')).toContain('Kota Jakarta Pusat')
  })

  it('have nothing below a name that they do not have', async () => {
    expect(await namesIn('Jawa')).toEqual([])
    expect(await namesIn('Jawa', 'Kabupaten Sidoarjo')).toEqual([])
    expect(await namesIn('Jawa Timur', 'Kabupaten Sidoarjo', 'Menteng')).toEqual([])
  })
})

describe('postal codes', () => {
  it("are the bank's, asked the way the document asks", async () => {
    const { client, sandbox } = await startBank()
    const { sessionId } = await signIn(client, AGENT.username, AGENT.password)
    const parts = {
      bank: client,
      session: { caller: () => ({ sessionId, profile: documentProfile }) },
      regions: async () => regions,
    }
    const gambir = {
      province: 'DKI Jakarta',
      city: 'Kota Jakarta Pusat',
      district: 'Gambir',
      kelurahan: 'Gambir',
    }
    expect(await listPostalCodes(parts, gambir)).toEqual({ codes: ['10110'] })
    expect(sandbox.requests().at(-1)?.body).toEqual({
      propinsi: 'DKI Jakarta',
      jenis: 'Kota',
      kabupaten: 'Jakarta Pusat',
      kecamatan: 'Gambir',
      kelurahan: 'Gambir',
    })
    expect(await listPostalCodes(parts, { ...gambir, kelurahan: 'Tidak Ada' })).toEqual({ codes: [] })
    // A city that was typed freely says nothing of its kind: there is nothing to ask.
    expect(await listPostalCodes(parts, { ...gambir, city: 'Jakarta' })).toEqual({ codes: [] })
  })
})
