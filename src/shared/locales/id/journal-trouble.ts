/** The journal screen where the journal itself cannot be read. */
export const journalTrouble = {
  title: 'Riwayat tidak dapat ditampilkan',
  lead: 'Jurnal PC ini belum dapat dibaca, jadi daftarnya kosong. Tidak ada yang dihapus.',
  setAside: 'Mulai jurnal baru',
  setAsideLead:
    'Hanya bila jurnal lama memang tidak akan kembali. Berkas lamanya tetap disimpan di PC ini; jurnal baru mulai setelah aplikasi dibuka lagi.',
  reason: 'Alasan',
  reasonShort: 'Tulis alasannya, paling sedikit 3 huruf.',
  submit: 'Sisihkan jurnal lama',
  what: 'Menyisihkan jurnal PC ini dan memulai yang baru.',
} as const
