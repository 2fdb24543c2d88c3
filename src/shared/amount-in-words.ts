import angkaTerbilang from '@develoka/angka-terbilang-js'
import type { Rupiah } from './money.ts'

/** "dua puluh lima ribu rupiah": the whole rupiah of an amount in Indonesian words, as receipts and the amount field show it. */
export function amountInWords(amount: Rupiah): string {
  const words = angkaTerbilang((amount / 100n).toString()).trim()
  // The library's spelling is not the official one (KBBI: miliar).
  return `${words.replaceAll('milyar', 'miliar')} rupiah`
}
