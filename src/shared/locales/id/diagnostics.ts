/** What the helpdesk may ask for. */
export const diagnostics = {
  title: 'Diagnostik',
  lead: 'Untuk helpdesk. Tanpa PIN, kata sandi, atau data nasabah.',
  show: 'Tampilkan',
  save: 'Simpan…',
  saved: 'Tersimpan: {name}',
  failed: 'Tidak tersimpan. Coba tempat lain.',
} as const
