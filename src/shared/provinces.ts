/**
 * Where the bank's names of provinces lie on the map of `@svg-maps/indonesia`, which has the 34 provinces of before 2022. The
 * four of 2022 lie inside the province that they were part of (UU 14, 15, 16 and 29 of 2022). Names are compared without
 * case, dots, and "Provinsi"; the other names are those in use on forms and in other lists.
 */

/** An id of the map, `id-xx`. */
export type MapRegion = `id-${string}`

const NAMES: Record<MapRegion, readonly string[]> = {
  'id-ac': ['Aceh', 'Nanggroe Aceh Darussalam', 'NAD', 'DI Aceh'],
  'id-ba': ['Bali'],
  'id-bb': ['Bangka Belitung', 'Kepulauan Bangka Belitung', 'Kep Bangka Belitung', 'Babel'],
  'id-be': ['Bengkulu'],
  'id-bt': ['Banten'],
  'id-go': ['Gorontalo'],
  'id-ja': ['Jambi'],
  'id-jb': ['Jawa Barat', 'Jabar'],
  'id-ji': ['Jawa Timur', 'Jatim'],
  'id-jk': [
    'DKI Jakarta',
    'Jakarta',
    'Jakarta Raya',
    'Daerah Khusus Jakarta',
    'DK Jakarta',
    'Daerah Khusus Ibukota Jakarta',
  ],
  'id-jt': ['Jawa Tengah', 'Jateng'],
  'id-kb': ['Kalimantan Barat', 'Kalbar'],
  'id-ki': ['Kalimantan Timur', 'Kaltim'],
  'id-kr': ['Kepulauan Riau', 'Kep Riau', 'Kepri'],
  'id-ks': ['Kalimantan Selatan', 'Kalsel'],
  'id-kt': ['Kalimantan Tengah', 'Kalteng'],
  'id-ku': ['Kalimantan Utara', 'Kaltara'],
  'id-la': ['Lampung'],
  'id-ma': ['Maluku'],
  'id-mu': ['Maluku Utara', 'Malut'],
  'id-nb': ['Nusa Tenggara Barat', 'NTB'],
  'id-nt': ['Nusa Tenggara Timur', 'NTT'],
  'id-pa': ['Papua', 'Irian Jaya', 'Papua Selatan', 'Papua Tengah', 'Papua Pegunungan'],
  'id-pb': ['Papua Barat', 'Irian Jaya Barat', 'Papua Barat Daya'],
  'id-ri': ['Riau'],
  'id-sa': ['Sulawesi Utara', 'Sulut'],
  'id-sb': ['Sumatera Barat', 'Sumatra Barat', 'Sumbar'],
  'id-sg': ['Sulawesi Tenggara', 'Sultra'],
  'id-sn': ['Sulawesi Selatan', 'Sulsel'],
  'id-sr': ['Sulawesi Barat', 'Sulbar'],
  'id-ss': ['Sumatera Selatan', 'Sumatra Selatan', 'Sumsel'],
  'id-st': ['Sulawesi Tengah', 'Sulteng'],
  'id-su': ['Sumatera Utara', 'Sumatra Utara', 'Sumut'],
  'id-yo': [
    'DI Yogyakarta',
    'Yogyakarta',
    'DIY',
    'Daerah Istimewa Yogyakarta',
    'Jogjakarta',
    'DI Jogjakarta',
  ],
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[.,-]/g, ' ')
    .replace(/\bd i\b/g, 'di')
    .replace(/\bd k i\b/g, 'dki')
    .replace(/^\s*(provinsi|propinsi|prov)\b/, '')
    .trim()
    .replace(/\s+/g, ' ')

const REGIONS = new Map(
  Object.entries(NAMES).flatMap(([region, names]) =>
    names.map((name) => [plain(name), region as MapRegion] as const),
  ),
)

/** @returns undefined for a name that is not on the map: such a figure is listed, never dropped */
export const mapRegionOf = (province: string): MapRegion | undefined => REGIONS.get(plain(province))
