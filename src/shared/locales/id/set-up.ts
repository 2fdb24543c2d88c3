/** The first start of an installed program: training, or the bank that it serves. */
export const setUp = {
  title: 'Siapkan PC ini',
  lead: 'Sekali saja. Petugas IT dapat mengubahnya nanti di outlet.json.',
  mode: 'PC ini dipakai untuk',
  modes: { training: 'Latihan', live: 'Melayani nasabah' },
  trainingLead: 'Bank dan printer latihan ada di PC ini. Tidak ada uang sungguhan, tidak perlu jaringan.',
  liveLead: 'Isi seperti surat dari bank. Setelah disimpan, aplikasi terbuka lagi.',
  apiUrl: 'Alamat Bank+ API',
  apiUrlHint: 'Dimulai dengan https://',
  bankPhone: 'Telepon bank',
  bankPhoneHint: 'Tercetak di struk dan tampil saat harus menelepon bank.',
  zone: 'Zona waktu loket',
  save: 'Simpan dan mulai',
  wrong: {
    required: 'Isi dulu bagian ini.',
    setting: 'Tidak dapat dipakai. Tulis alamat https lengkap, misalnya https://h2h.bank.example/bankplus.',
    'stand-in':
      'Versi ini memakai Electron pengganti, jadi hanya boleh memanggil bank di PC ini. Pasang versi resmi untuk melayani nasabah.',
    failed: 'Tidak dapat disimpan. Periksa izin folder data dan ruang disk, lalu coba lagi.',
  },
} as const
