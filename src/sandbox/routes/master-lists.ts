/**
 * The master lists; an entry's id is its place, counted from 1. The document's entries come first and as written there.
 * Its lists of educations, salaries and bands are complete in themselves; the jobs are continued.
 */
export const jobs = [
  'AKUNTING / KEUANGAN',
  'CUSTOMER SERVICE',
  'ENGINEERING',
  'EXECUTIV',
  'ADMINISTRASI UMUM',
  'KOMPUTER',
  'KONSULTAN',
  'MARKETING / PENJUALAN',
  'PENDIDIKAN',
  'PEGAWAI NEGERI SIPIL',
  'TNI / POLRI',
  'TENAGA KESEHATAN',
  'PETANI / PEKEBUN',
  'NELAYAN',
  'PETERNAK',
  'PEDAGANG',
  'WIRASWASTA',
  'BURUH',
  'TRANSPORTASI',
  'PENSIUNAN',
  'PELAJAR / MAHASISWA',
  'IBU RUMAH TANGGA',
  'LAIN-LAIN',
]

export const educations = ['TANPA GELAR', 'D1', 'D2', 'D3', 'S1/D4', 'S2', 'S3']

export const salaries = [
  '< Rp 2,5 juta',
  'Rp 2,5 juta s/d Rp 5 juta',
  'Rp 5 juta s/d Rp 10 juta',
  'Rp 10 juta s/d Rp 15 juta',
  'Rp 15 juta s/d Rp 20 juta',
  'Rp 20 juta s/d Rp 25 juta',
  'Rp 25 juta s/d Rp 50 juta',
  '> Rp 50 juta',
]

export const transactionBands = [
  '< Rp 50 juta',
  'Rp 50 juta s/d Rp 100 juta',
  'Rp 100 juta s/d Rp 500 juta',
  'Rp 500 juta s/d Rp 1 Miliar',
  '> Rp 1 Miliar',
]
