/** Settings of this PC (F12). */
export const settings = {
  title: 'Pengaturan',
  lead: 'Berlaku untuk PC ini, langsung setelah dipilih.',
  look: 'Tampilan',
  language: 'Bahasa layar',
  languageHint: 'Struk selalu berbahasa Indonesia.',
  languages: {
    id: 'Bahasa Indonesia',
    en: 'English',
  },
  theme: 'Tema',
  themeHint: 'Struk di layar tetap seperti kertas.',
  themes: {
    system: 'Ikut PC',
    light: 'Terang',
    dark: 'Gelap',
  },
  notSaved: 'Pilihan tidak dapat disimpan, jadi belum berubah. Periksa ruang disk, lalu pilih lagi.',
  workstation: 'PC ini',
  workstationLead: 'Diatur petugas IT di outlet.json.',
  facts: {
    version: 'Versi',
    mode: 'Mode',
    zone: 'Zona waktu',
    bankPhone: 'Telepon bank',
    idleLock: 'Terkunci bila tak dipakai',
    timeout: 'Batas tunggu bank',
  },
  modes: {
    training: 'Latihan',
    live: 'Transaksi sungguhan',
  },
  minutes: '{count} menit',
  seconds: '{count} detik',
  noPhone: 'belum diisi',
} as const
