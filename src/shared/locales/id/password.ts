/** Changing the own password. */
export const password = {
  title: 'Ganti kata sandi',
  lead: 'Setelah diganti, masuk lagi dengan kata sandi yang baru.',
  old: 'Kata sandi lama',
  next: 'Kata sandi baru',
  nextHint: 'Paling sedikit 8 karakter; makin panjang makin sulit ditebak.',
  repeat: 'Ulangi kata sandi baru',
  submit: 'Ganti',
  sending: 'Mengganti…',
  waiting: 'Menunggu jawaban bank sejak {since} ({seconds} detik).',
  holds: '{count} karakter: {classes}.',
  classes: {
    lower: 'huruf kecil',
    upper: 'huruf besar',
    digit: 'angka',
    sign: 'tanda baca',
  },
  hasUsername: 'Memuat nama pengguna: mudah ditebak.',
  fewDifferent: 'Hampir semua karakternya sama: mudah ditebak.',
  repeatMatches: 'Sama dengan di atas.',
  changed: 'Kata sandi sudah diganti. Masuk dengan yang baru.',
  refused: 'Ditolak bank: {reason}. Kata sandi belum berganti.',
  unknown:
    'Bank belum menjawab; kata sandi mungkin sudah berganti. Keluar, lalu coba masuk dengan yang baru; bila ditolak, dengan yang lama.',
} as const
