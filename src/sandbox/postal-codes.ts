/**
 * A small part of Indonesia's postal codes, enough to practise with: public facts as Pos Indonesia assigns them.
 * Kelurahan that are not here are answered as the document's NOT_FOUND.
 */

/** Province, kind, regency or city, district, then postal code by kelurahan or desa. */
type District = [string, 'Kota' | 'Kabupaten', string, string, Record<string, number>]

const districts: District[] = [
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Gambir',
    {
      Gambir: 10110,
      'Kebon Kelapa': 10120,
      'Petojo Utara': 10130,
      'Duri Pulo': 10140,
      Cideng: 10150,
      'Petojo Selatan': 10160,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Tanah Abang',
    {
      'Bendungan Hilir': 10210,
      'Karet Tengsin': 10220,
      'Kebon Melati': 10230,
      'Kebon Kacang': 10240,
      'Kampung Bali': 10250,
      Petamburan: 10260,
      Gelora: 10270,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Menteng',
    {
      Menteng: 10310,
      Pegangsaan: 10320,
      Cikini: 10330,
      'Kebon Sirih': 10340,
      Gondangdia: 10350,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Senen',
    {
      Senen: 10410,
      Kwitang: 10420,
      Kenari: 10430,
      Paseban: 10440,
      Kramat: 10450,
      Bungur: 10460,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Cempaka Putih',
    {
      'Cempaka Putih Timur': 10510,
      'Cempaka Putih Barat': 10520,
      Rawasari: 10570,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Johar Baru',
    {
      Galur: 10530,
      'Tanah Tinggi': 10540,
      'Kampung Rawa': 10550,
      'Johar Baru': 10560,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Pusat',
    'Sawah Besar',
    {
      'Pasar Baru': 10710,
      'Gunung Sahari Utara': 10720,
      'Mangga Dua Selatan': 10730,
      'Karang Anyar': 10740,
      Kartini: 10750,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Selatan',
    'Tebet',
    {
      'Tebet Barat': 12810,
      'Tebet Timur': 12820,
      'Kebon Baru': 12830,
      'Bukit Duri': 12840,
      Manggarai: 12850,
      'Manggarai Selatan': 12860,
      'Menteng Dalam': 12870,
    },
  ],
  [
    'DKI Jakarta',
    'Kota',
    'Jakarta Selatan',
    'Setiabudi',
    {
      Setiabudi: 12910,
      Karet: 12920,
      'Karet Semanggi': 12930,
      'Karet Kuningan': 12940,
      'Kuningan Timur': 12950,
      'Menteng Atas': 12960,
      'Pasar Manggis': 12970,
      Guntur: 12980,
    },
  ],
  ['Jawa Barat', 'Kota', 'Bandung', 'Bandung Wetan', { Cihapit: 40114, Citarum: 40115, 'Taman Sari': 40116 }],
  ['Jawa Tengah', 'Kota', 'Semarang', 'Semarang Tengah', { Sekayu: 50132 }],
  ['Jawa Timur', 'Kota', 'Surabaya', 'Genteng', { 'Embong Kaliasin': 60271 }],
  ['Jawa Timur', 'Kota', 'Surabaya', 'Gubeng', { Gubeng: 60281 }],
  ['Jawa Timur', 'Kota', 'Surabaya', 'Tegalsari', { Keputran: 60265 }],
  // One code for the whole district.
  [
    'Jawa Timur',
    'Kabupaten',
    'Sidoarjo',
    'Krian',
    {
      Krian: 61262,
      Jatikalang: 61262,
      Barengkrajan: 61262,
      Gamping: 61262,
      Junwangi: 61262,
      Katerungan: 61262,
      Keboharan: 61262,
      Kemasan: 61262,
      Ponokawan: 61262,
      Sidomulyo: 61262,
      Tambakkemerakan: 61262,
      Terik: 61262,
      Tropodo: 61262,
      Watugolong: 61262,
    },
  ],
  ['Jawa Timur', 'Kabupaten', 'Sidoarjo', 'Waru', { Waru: 61256, Kedungrejo: 61256, Kureksari: 61256 }],
]

export interface AreaQuery {
  propinsi: string
  jenis: string
  kabupaten: string
  kecamatan: string
  kelurahan: string
}

const areas = districts.flatMap(([propinsi, jenis, kabupaten, kecamatan, codes]) =>
  Object.entries(codes).map(([kelurahan, code]) => ({
    propinsi,
    jenis,
    kabupaten,
    kecamatan,
    kelurahan,
    code,
  })),
)

/**
 * The distinct postal codes of all areas that fit, ascending. An empty part fits everything, so a district alone gives
 * several. Letter case does not matter, and `jenis` may be `Kab`, as in the document's `Kab_Sidoarjo`.
 */
export function findPostalCodes(query: AreaQuery): number[] {
  const fits = (wanted: string, actual: string) =>
    wanted === '' || wanted.trim().toLowerCase() === actual.toLowerCase()
  const jenis = /^kab\.?$/i.test(query.jenis) ? 'Kabupaten' : query.jenis
  const found = areas.filter(
    (area) =>
      fits(query.propinsi, area.propinsi) &&
      fits(jenis, area.jenis) &&
      fits(query.kabupaten, area.kabupaten) &&
      fits(query.kecamatan, area.kecamatan) &&
      fits(query.kelurahan, area.kelurahan),
  )
  return [...new Set(found.map(({ code }) => code))].sort((a, b) => a - b)
}
