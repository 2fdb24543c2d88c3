import { z } from 'zod'
import { mandatoryText } from '../wire/fields.ts'
import type { BankClient } from './client.ts'
import { endpoints } from './endpoints.ts'
import { emptyIfNotFound } from './lists.ts'

/** "Get Wilayah" of section "Non Transaction". */

const regionAnswer = z.object({ data: z.array(z.object({ kodepos: mandatoryText })) })

/** A kelurahan and what it lies in, each by its name without its kind: `Jakarta Pusat`, not `Kota Jakarta Pusat`. */
export interface Kelurahan {
  province: string
  regencyKind: 'Kota' | 'Kabupaten'
  regency: string
  district: string
  name: string
}

/** The postal codes of a kelurahan: none for one that the bank does not know. @throws TellerError as {@link BankClient.ask} */
export function postalCodes(bank: BankClient, kelurahan: Kelurahan, sessionId: string): Promise<string[]> {
  const body = {
    propinsi: kelurahan.province,
    jenis: kelurahan.regencyKind,
    kabupaten: kelurahan.regency,
    kecamatan: kelurahan.district,
    kelurahan: kelurahan.name,
  }
  const found = bank.ask(endpoints.region, body, { sessionId }, regionAnswer)
  return emptyIfNotFound(found.then(({ data }) => data.map(({ kodepos }) => kodepos)))
}
