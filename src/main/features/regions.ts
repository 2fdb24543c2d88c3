import type { Output, ParsedInput } from '#shared/contract.ts'
import type { BankClient } from '../bank/client.ts'
import { postalCodes } from '../bank/regions.ts'
import type { Session } from '../session.ts'

/** The villages of each district, still as the file has them: most are never asked for. */
type Districts = Map<string, string>
export type Regions = Map<string, Map<string, Districts>>

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  regions: () => Promise<Regions>
}

/**
 * Reads resources/regions/regions.txt: province, one tab and its regency or city, two tabs and its district with the villages. The
 * administrative regencies and cities of Jakarta go by their everyday names, which the API uses too.
 */
export function readRegions(text: string): Regions {
  const regions: Regions = new Map()
  let cities = new Map<string, Districts>()
  let districts: Districts = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, depth = '', name = '', villages = ''] = /^(\t*)([^\t]*)\t?(.*)$/.exec(line) ?? []
    if (depth === '') {
      cities = new Map<string, Districts>()
      regions.set(name, cities)
    } else if (depth === '\t') {
      districts = new Map<string, string>()
      cities.set(name.replace(' Administrasi ', ' '), districts)
    } else {
      districts.set(name, villages)
    }
  }
  return regions
}

/** The names one level below what is given; none below a name that the list does not have. */
export async function listRegions(
  parts: Pick<Parts, 'regions'>,
  { province, city, district }: ParsedInput<'opening.regions'>,
): Promise<Output<'opening.regions'>> {
  const regions = await parts.regions()
  if (province === '') return { names: [...regions.keys()] }
  const cities = regions.get(province)
  if (city === '') return { names: [...(cities?.keys() ?? [])] }
  const districts = cities?.get(city)
  if (district === '') return { names: [...(districts?.keys() ?? [])] }
  return { names: districts?.get(district)?.split('\t').filter(Boolean) ?? [] }
}

/** `Kabupaten Sidoarjo`, the way the form has it; the API wants its kind apart. */
const CITY = /^(Kota|Kabupaten) (.+)$/

/** The postal codes of a village, from the bank. @throws TellerError as {@link BankClient.ask} */
export async function listPostalCodes(
  { bank, session }: Parts,
  { province, city, district, kelurahan }: ParsedInput<'opening.postalCodes'>,
): Promise<Output<'opening.postalCodes'>> {
  const [, kind, regency] = CITY.exec(city) ?? []
  if (kind === undefined || regency === undefined) return { codes: [] }
  const { sessionId } = session.caller()
  const place = { province, regencyKind: kind as 'Kota' | 'Kabupaten', regency, district, name: kelurahan }
  return { codes: await postalCodes(bank, place, sessionId) }
}
