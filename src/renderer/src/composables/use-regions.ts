import { reactive, watch } from 'vue'
import type { Choice } from '#shared/contract.ts'
import type { OpeningEntries } from '#shared/opening.ts'
import type { Call } from '../api.ts'

/** The levels of an address, each a list that depends on those before it. */
export const REGION_FIELDS = ['province', 'city', 'district', 'kelurahan', 'postalCode'] as const
export type RegionField = (typeof REGION_FIELDS)[number]

/**
 * What the fields of an address offer: from province to village out of the program's own list, the postal code from the bank. The
 * lists are a help: what they do not have is kept as it is typed.
 */
export function useRegions(call: Call, entries: OpeningEntries) {
  const lists = reactive<Record<RegionField, readonly Choice[]>>({
    province: [],
    city: [],
    district: [],
    kelurahan: [],
    postalCode: [],
  })
  const asked: Partial<Record<RegionField, string>> = {}
  const underway = new Set<Promise<void>>()
  /** the code that was filled in and not typed */
  let filledIn = ''

  const isListed = (field: RegionField): boolean => lists[field].some(({ id }) => id === entries[field])
  /** Whether an entry is none of its list, where there is one. */
  const isUnlisted = (field: RegionField): boolean =>
    entries[field] !== '' && lists[field].length > 0 && !isListed(field)

  /** Reads a list once for what it depends on; an answer that comes too late is dropped. */
  function read(field: RegionField, depends: string[], ask: () => Promise<string[]>): Promise<void> {
    const key = JSON.stringify(depends)
    if (asked[field] === key) return Promise.resolve()
    asked[field] = key
    const reading = ask().then((names) => {
      if (asked[field] !== key) return
      lists[field] = names.map((name) => ({ id: name, name }))
    })
    underway.add(reading)
    return reading.finally(() => underway.delete(reading))
  }

  function readNames(field: RegionField, province: string, city = '', district = ''): void {
    const above = [province, city, district].slice(0, REGION_FIELDS.indexOf(field))
    void read(field, above, async () => {
      if (above.includes('')) return []
      const result = await call('opening.regions', { province, city, district })
      // Not read is not asked: the next look at the form tries again.
      if (!result.ok) delete asked[field]
      return result.ok ? result.value.names : []
    })
  }

  async function readCodes({ province, city, district, kelurahan }: OpeningEntries): Promise<void> {
    const place = { province, city, district, kelurahan }
    await read('postalCode', Object.values(place), async () => {
      if (!isListed('kelurahan')) return []
      const result = await call('opening.postalCodes', place)
      return result.ok ? result.value.codes : []
    })
    if (entries.kelurahan === kelurahan) fillIn()
  }

  /** The only code there is saves the typing; what somebody typed stays. */
  function fillIn(): void {
    const [only, ...others] = lists.postalCode
    if (only === undefined || others.length > 0) return
    if (entries.postalCode !== '' && entries.postalCode !== filledIn) return
    entries.postalCode = filledIn = only.id
  }

  const load = () => readNames('province', '')
  watch(
    () => entries.province,
    (province) => readNames('city', province),
  )
  watch(
    () => [entries.province, entries.city] as const,
    ([province, city]) => readNames('district', province, city),
  )
  watch(
    () => [entries.province, entries.city, entries.district] as const,
    ([province, city, district]) => readNames('kelurahan', province, city, district),
  )
  // Once its village is known to be one: while it is typed, there is nothing to ask the bank.
  watch(
    () => isListed('kelurahan') && entries.kelurahan,
    (kelurahan) => {
      if (kelurahan) void readCodes(entries)
    },
  )

  /** Resolves once nothing is being read any more. */
  async function settled(): Promise<void> {
    while (underway.size > 0) await Promise.all(underway)
  }

  return { lists, isUnlisted, load, settled }
}

export type Regions = ReturnType<typeof useRegions>
