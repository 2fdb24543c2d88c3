/** The lists of section "Non Transaction", and the postal codes of "Get Wilayah". */
import { forActiveUser } from '../access.ts'
import { areaNotFound, ok } from '../answers.ts'
import { banks } from '../bank-codes.ts'
import type { Bank } from '../bank.ts'
import { optionalText } from '../fields.ts'
import { findPostalCodes } from '../postal-codes.ts'
import type { Operation } from '../service.ts'
import { educations, jobs, salaries, transactionBands } from './master-lists.ts'

export function masterOperations(bank: Bank): Operation[] {
  const list = (path: string, names: string[]): Operation => ({
    path,
    bodiless: true,
    run: forActiveUser(bank, () =>
      ok('Menampilkan data', { data: names.map((name, index) => ({ id: index + 1, name })) }),
    ),
  })

  return [
    list('/master/jobs', jobs),
    list('/master/educations', educations),
    list('/master/salaries', salaries),
    list('/master/transactions', transactionBands),
    {
      path: '/bank/list',
      bodiless: true,
      run: forActiveUser(bank, () => {
        const data = banks.map(([bank_code, bank_name]) => ({ bank_code, bank_name }))
        return ok('Berhasil menampilkan list bank', { data, count: data.length })
      }),
    },
    {
      path: '/wilayah/get',
      run: forActiveUser(bank, ({ fields }) => {
        const query = {
          propinsi: optionalText(fields, 'propinsi'),
          jenis: optionalText(fields, 'jenis'),
          kabupaten: optionalText(fields, 'kabupaten'),
          kecamatan: optionalText(fields, 'kecamatan'),
          kelurahan: optionalText(fields, 'kelurahan'),
        }
        const asksNothing = Object.values(query).every((part) => part === '')
        const codes = asksNothing ? [] : findPostalCodes(query)
        if (codes.length === 0) throw areaNotFound()
        return ok('Data wilayah di temukan', { data: codes.map((kodepos) => ({ kodepos })) })
      }),
    },
  ]
}
