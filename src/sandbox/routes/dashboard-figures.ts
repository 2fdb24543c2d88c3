/** The undated graphs. The document's figures come first, as it has them; the rest of the provinces is invented. */
import type { Figure } from '../history.ts'

function figures(counts: Record<string, number>): Figure[] {
  return Object.entries(counts).map(([graph_title, graph_count]) => ({ graph_title, graph_count }))
}

export const bills = figures({
  'BPJS KS VA': 52,
  PDAM: 54,
  'Mobile Postpaid': 30,
  'BPJS TK BPU': 42,
  'BPJS TK PU': 37,
  Indihome: 18,
})

export const purchases = figures({ GoPay: 36, 'Train Ticketing': 14, Railink: 19 })

/** All 38 provinces, the document's five first. */
export const agentSpread = figures({
  Bali: 14,
  'Bangka Belitung': 7,
  Banten: 15,
  Bengkulu: 4,
  'DI Yogyakarta': 15,
  Aceh: 9,
  'DKI Jakarta': 41,
  Gorontalo: 3,
  Jambi: 8,
  'Jawa Barat': 63,
  'Jawa Tengah': 58,
  'Jawa Timur': 71,
  'Kalimantan Barat': 11,
  'Kalimantan Selatan': 10,
  'Kalimantan Tengah': 7,
  'Kalimantan Timur': 12,
  'Kalimantan Utara': 2,
  'Kepulauan Riau': 9,
  Lampung: 17,
  Maluku: 5,
  'Maluku Utara': 3,
  'Nusa Tenggara Barat': 13,
  'Nusa Tenggara Timur': 11,
  Papua: 4,
  'Papua Barat': 2,
  'Papua Barat Daya': 2,
  'Papua Pegunungan': 1,
  'Papua Selatan': 1,
  'Papua Tengah': 1,
  Riau: 16,
  'Sulawesi Barat': 4,
  'Sulawesi Selatan': 24,
  'Sulawesi Tengah': 8,
  'Sulawesi Tenggara': 6,
  'Sulawesi Utara': 9,
  'Sumatera Barat': 15,
  'Sumatera Selatan': 18,
  'Sumatera Utara': 29,
})
