import { approval } from './id/approval.ts'
import { unknown } from './id/unknown.ts'
import { balance } from './id/balance.ts'
import { dashboard } from './id/dashboard.ts'
import { day } from './id/day.ts'
import { finder } from './id/finder.ts'
import { journalFile } from './id/journal-file.ts'
import { journalSearch } from './id/journal-search.ts'
import { journalTrouble } from './id/journal-trouble.ts'
import { money } from './id/money.ts'
import { opening } from './id/opening.ts'
import { diagnostics } from './id/diagnostics.ts'
import { password } from './id/password.ts'
import { printer } from './id/printer.ts'
import { setUp } from './id/set-up.ts'
import { settings } from './id/settings.ts'
import { startup } from './id/startup.ts'
import { switcher } from './id/switcher.ts'
import { updates } from './id/updates.ts'

/**
 * Words for people, Indonesian: the source of truth for keys; `en.ts` must have the same ones. `{name}` marks a value.
 * Tone (docs/glossary.md): what a teller would say; what happened, whether money moved, what to do next; never blame.
 */
export const id = {
  app: {
    name: 'Bank+ Teller',
    tagline: 'Agen Laku Pandai',
  },

  startup,

  roles: {
    agent: 'Agen',
    supervisor: 'Supervisor',
    helpdesk: 'Helpdesk',
    reader: 'Pembaca',
  },

  nav: {
    label: 'Menu tugas',
    transactions: 'Transaksi',
    records: 'Catatan',
    other: 'Lainnya',
    journal: 'Jurnal',
    lock: 'Kunci',
    signOut: 'Keluar',
    help: 'Bantuan',
    home: 'Ke layar utama',
  },

  choice: {
    nothing: 'Tidak ada yang cocok.',
  },

  keys: {
    enter: 'Enter',
    escape: 'Esc',
  },

  signIn: {
    title: 'Masuk',
    lead: 'Pakai nama pengguna dari bank.',
    username: 'Nama pengguna',
    password: 'Kata sandi',
    submit: 'Masuk',
    capsLock: 'Caps Lock menyala.',
    usernameMissing: 'Isi nama pengguna.',
    passwordMissing: 'Isi kata sandi.',
    refused: 'Belum bisa masuk. Periksa nama pengguna dan kata sandi. Kata bank: {reason}.',
    deactivated: 'Pengguna ini dinonaktifkan bank. Hubungi bank untuk mengaktifkannya lagi.',
    pending: 'Pengguna ini belum diaktifkan bank. Tunggu pengaktifan, lalu masuk lagi.',
    notSent: {
      dns: 'Alamat server bank tidak ditemukan. Periksa jaringan, lalu coba lagi.',
      connect: 'Server bank tidak terjangkau. Periksa jaringan, lalu coba lagi.',
      tls: 'Sambungan aman ke bank gagal. Jangan diteruskan; hubungi petugas IT.',
      timeout: 'Server bank tidak menjawab. Periksa jaringan, lalu coba lagi.',
    },
    serverFault: 'Server bank sedang terganggu. Tunggu sebentar, lalu coba lagi.',
    training: 'MODE LATIHAN',
    trainingLead: 'Jangan terima uang nasabah.',
    samples: 'Pengguna contoh',
    samplesLead: 'Satu tombol langsung masuk.',
    pin: 'PIN',
    version: 'Versi {version}',
    fallbackRuntime: 'Memakai runtime pengganti (Electron {version}): hanya untuk latihan.',
  },

  lock: {
    title: 'Layar terkunci',
    lead: 'Masukkan kata sandi; isian tetap ada.',
    password: 'Kata sandi {username}',
    unlock: 'Buka',
    wrong: 'Kata sandi tidak cocok. Coba lagi.',
    sessionEndedTitle: 'Sesi berakhir',
    sessionEndedLead: 'Masuk lagi; isian tetap ada, transaksi tidak diulang.',
    signInAgain: 'Masuk lagi',
    otherUser: 'Keluar, ganti pengguna',
  },

  help: {
    title: 'Tombol',
    close: 'Tutup',
    everywhere: 'Di mana saja',
    inForm: 'Di formulir',
    afterwards: 'Setelah terkirim',
    goOn: 'Lanjut',
    clearThenLeave: 'Pertama mengosongkan isian, kedua mundur',
    thousands: 'Menambah 000 pada jumlah',
    nextField: 'Isian berikutnya (berita, uang diterima)',
    nextOne: 'Transaksi berikutnya',
    printCopy: 'Cetak salinan struk',
    printedYes: 'Struk diragukan: tercetak',
    printedNo: 'Struk diragukan: tidak, cetak salinan',
    cashKept: 'Belum pasti: uang disimpan',
    cashReturned: 'Belum pasti: uang dikembalikan',
    anyTask: 'Tugas menurut urutan menu',
    rows: 'Pilih baris jurnal',
    version: 'Versi {version} · Electron {electron}',
    licences: 'Lisensi',
    keys: 'Tombol',
  },

  status: {
    training: 'LATIHAN',
    trainingHint: 'MODE LATIHAN. Jangan terima uang nasabah.',
    live: 'LIVE',
    outlet: 'Loket {outlet} · {district}',
    connection: {
      unproven: 'Belum tersambung',
      online: 'Terhubung',
      offline: 'Tidak tersambung',
    },
    printer: {
      none: 'Tanpa printer',
      unproven: 'Printer belum dicoba',
      ready: 'Printer siap · kertas cukup',
      'paper-low': 'Kertas hampir habis',
      'paper-out': 'Kertas habis',
      'cover-open': 'Tutup printer terbuka',
      offline: 'Printer tidak tersambung',
      silent: 'Printer tidak melapor',
    },
    printQueue: 'Antre cetak {count}',
    openUnknowns: '{count} belum pasti',
  },

  banner: {
    offline: 'Tidak tersambung ke bank. Jangan terima uang dulu.',
    lowBalance: 'Saldo agen tinggal sedikit. Isi dulu, supaya setoran berikutnya tidak ditolak.',
    journal: {
      'tail-cut':
        'Sebagian catatan jurnal di PC ini hilang. Cocokkan transaksi hari ini dengan bank, dan beri tahu supervisor.',
      restored:
        'Jurnal PC ini dipulihkan dari cadangan; yang terjadi sesudahnya tidak ada di sini. Cocokkan dengan bank sebelum tutup hari.',
    },
    blocked: {
      'no-keychain':
        'Penyimpanan kunci PC ini tidak dapat dipakai, jadi transaksi dimatikan. Buka kunci keyring PC, lalu buka aplikasi lagi.',
      'no-journal':
        'Jurnal tidak dapat ditulis, jadi transaksi dimatikan. Periksa ruang disk, lalu buka aplikasi lagi.',
      'journal-key-missing':
        'Kunci jurnal tidak ada di PC ini, jadi transaksi dimatikan. Panggil supervisor; jangan hapus apa pun.',
      'journal-unreadable':
        'Jurnal di PC ini tidak dapat dibaca, jadi transaksi dimatikan. Panggil supervisor; jangan hapus apa pun.',
      'journal-gone':
        'Jurnal PC ini hilang, jadi transaksi dimatikan. Panggil supervisor; jangan hapus apa pun.',
      'journal-newer':
        'Jurnal ini dibuat versi aplikasi yang lebih baru, jadi transaksi dimatikan. Pasang lagi versi itu.',
      'journal-set-aside': 'Jurnal lama sudah disisihkan. Tutup aplikasi ini, lalu buka lagi.',
      'no-time':
        'Jam belum dipastikan dengan bank, jadi transaksi ditunda. Sambungkan jaringan; setelah bank menjawab, coba lagi.',
    },
  },

  waiting: {
    account: 'Menunggu bank sejak {since} ({seconds} detik).',
    money: 'Menunggu jawaban bank sejak {since} ({seconds} detik). Jangan diulang.',
    balance: 'Menunggu saldo dari bank sejak {since} ({seconds} detik).',
    signIn: 'Menunggu jawaban bank sejak {since} ({seconds} detik).',
    sent: 'Sudah dikirim, tidak bisa dibatalkan.',
  },

  money,

  outcome: {
    confirmed: '{amount} sudah masuk rekening {name}.',
    confirmedAt: '{amount} sudah masuk rekening {name} di {bank}.',
    takenCash: 'Uang yang diterima: {total}, termasuk biaya {fee}.',
    feeHigher: 'Biaya bank {fee}, tadi tertulis {quoted}. Tambah terima {difference}.',
    feeLower: 'Biaya bank {fee}, tadi tertulis {quoted}. Kembalikan {difference}.',
    rejected: 'Ditolak bank: {reason}. Uang belum masuk rekening. Perbaiki, atau kembalikan uangnya.',
    rejectedPlain: 'Ditolak bank. Uang belum masuk rekening. Perbaiki, atau kembalikan uangnya.',
    notSent: 'Bank belum menerima transaksi ini. Boleh dicoba lagi.',
    unknown: 'Bank belum menjawab. Uang mungkin sudah masuk rekening {name}.',
    unknownKeep: 'Simpan uangnya, jangan ulangi.',
    unknownReturned: 'Uang sudah dikembalikan, jangan ulangi.',
    unknownCall: 'Hubungi {phone}, sebutkan Ref {ref}.',
    unknownCallBank: 'Hubungi bank, sebutkan Ref {ref}.',
    settled: 'Lihat riwayatnya di Jurnal.',
    waiting: 'Sudah dikirim; hasilnya sedang ditulis. Simpan uangnya, jangan ulangi.',
    reference: 'Referensi',
    sentAt: 'Dikirim',
    sentOnce: '{time}, satu kali',
    cash: 'Uang tunai',
    cashQuestion: 'Uangnya di mana sekarang?',
    cashKept: 'Uang disimpan',
    cashReturned: 'Uang dikembalikan',
    cashReturnedRisk: 'Bila ternyata masuk, agen menanggung.',
    /** By what the cash means now (cash-words.ts). */
    cashWords: {
      kept: 'Uang {total} disimpan. Jangan dipakai sampai bank memastikan.',
      returned: 'Uang {total} sudah dikembalikan ke nasabah. Bila ternyata masuk, agen menanggung.',
      agents: 'Uang {total} di laci sekarang milik agen: sudah dibayar lewat rekening agen.',
      'agent-bears':
        'Uang sudah masuk rekening, padahal {total} sudah dikembalikan. Agen menanggung; hubungi nasabah.',
      owed: 'Uang {total} milik nasabah. Kembalikan, minta tanda tangan di bukti pengembalian.',
      refunded: 'Uang {total} sudah dikembalikan ke nasabah, bukti ditandatangani.',
      settled: 'Uang {total} sudah dikembalikan ke nasabah. Tidak ada yang perlu dilakukan.',
    },
    rejectedLate: 'Ditolak bank: {reason}. Uang tidak masuk rekening {name}. Boleh disetor lagi.',
    rejectedLatePlain: 'Ditolak bank. Uang tidak masuk rekening {name}. Boleh disetor lagi.',
    byHandPosted: 'Menurut bank {amount} sudah masuk rekening {name}. Ref bank {bankReference}.',
    byHandNotPosted:
      'Menurut bank tidak masuk rekening {name} dan tidak akan masuk. Ref bank {bankReference}.',
    refund: 'Kembalikan {total}, cetak bukti',
    refunding: 'Mencatat pengembalian…',
    lost: 'Hasilnya belum terbaca dari jurnal. Simpan uangnya, jangan ulangi.',
    readAgain: 'Baca lagi',
    choosing: 'Mencatat pilihan…',
    traceCode: 'Kode jejak bank',
    next: {
      deposit: 'Setoran berikutnya',
      intrabank: 'Transfer berikutnya',
      interbank: 'Transfer berikutnya',
      'open-account': 'Rekening berikutnya',
      'switcher-transfer': 'Transfer berikutnya',
      'switcher-reversal': 'Pembatalan berikutnya',
    },
    correct: 'Perbaiki',
    tryAgain: 'Coba lagi',
  },

  states: {
    intent: 'Disiapkan',
    sending: 'Dikirim',
    confirmed: 'Berhasil',
    rejected: 'Ditolak',
    'not-sent': 'Tidak terkirim',
    unknown: 'Belum pasti',
    void: 'Batal, tidak dikirim',
    'confirmed-late': 'Berhasil, terlambat',
    'rejected-late': 'Ditolak, terlambat',
    'resolved-by-hand': 'Diselesaikan manual',
    reversing: 'Dibatalkan…',
    reversed: 'Dibatalkan',
    'reversal-unknown': 'Pembatalan belum pasti',
  },

  kinds: {
    deposit: 'Setor tunai',
    intrabank: 'Transfer sesama bank',
    interbank: 'Transfer antarbank',
    'open-account': 'Buka rekening',
    'switcher-transfer': 'Pemindahbukuan',
    'switcher-reversal': 'Pembatalan pemindahan',
  },

  paper: {
    label: 'Struk',
    tabReceipt: 'Struk',
    tabPrinter: 'Kertas printer',
    draft: 'Struk yang akan dicetak',
    provisional: 'Struk sementara',
    receipt: 'Struk',
    noReceipt: 'Transaksi ini tidak punya struk.',
    width: { 32: '58 mm', 48: '80 mm' },
    printCopy: 'Cetak salinan',
    copies: 'Salinan: {count}',
    printerPaper: 'Kertas dari printer latihan',
    printerPaperEmpty: 'Printer latihan belum mencetak apa pun.',
    printerPaperAlt: 'Gambar kertas yang keluar dari printer latihan',
  },

  print: {
    states: {
      queued: 'antre',
      sending: 'mencetak…',
      confirmed: 'tercetak',
      'sent-unverified': 'terkirim, belum terbukti',
      'failed-unsent': 'tidak tercetak',
      unknown: 'mungkin tercetak sebagian',
    },
    notRequested: 'tidak dicetak',
    reasons: {
      'no-printer': 'Belum ada printer. Tuliskan Ref-nya untuk nasabah.',
      'paper-out': 'Kertas habis. Transaksi sudah tercatat, jangan diulang. Ganti kertas, lalu Ctrl+P.',
      'cover-open': 'Tutup printer terbuka. Transaksi sudah tercatat. Tutup, lalu Ctrl+P.',
      unreachable: 'Printer tidak tersambung. Transaksi sudah tercatat. Nyalakan printer, lalu Ctrl+P.',
      'connection-lost':
        'Printer terputus saat mencetak. Transaksi sudah tercatat. Periksa kertasnya; bila perlu Ctrl+P.',
      'not-reading':
        'Printer berhenti menerima. Transaksi sudah tercatat. Periksa kertasnya; bila perlu Ctrl+P.',
      'no-report': 'Struk terkirim; printer tidak melapor. Periksa kertasnya.',
      interrupted: 'Aplikasi tertutup saat mencetak. Periksa kertasnya; bila perlu Ctrl+P.',
      'printer-stopped':
        'Printer melaporkan gangguan. Transaksi sudah tercatat. Periksa printer, lalu Ctrl+P.',
      'not-answering':
        'Printer tidak menjawab. Transaksi sudah tercatat. Matikan lalu nyalakan printer, lalu Ctrl+P.',
      'stopped-midway':
        'Printer berhenti di tengah struk (kertas atau tutup). Transaksi sudah tercatat. Periksa kertasnya; bila perlu Ctrl+P.',
      'spooler-stopped':
        'Antrean cetak komputer berhenti atau printernya mati. Transaksi sudah tercatat. Nyalakan, lalu Ctrl+P.',
      'spooler-refused':
        'Antrean cetak komputer menolak struk. Transaksi sudah tercatat. Periksa pengaturan printer, lalu Ctrl+P.',
      cancelled: 'Struk ditarik dari antrean cetak komputer. Periksa kertasnya; bila perlu Ctrl+P.',
      unreadable: 'Struk ini tidak dapat dicetak lagi. Transaksi sudah tercatat. Laporkan ke dukungan bank.',
      'teller-printed': 'Petugas melihat struknya tercetak.',
      'teller-not-printed': 'Petugas melihat struknya tidak tercetak; salinan menggantikannya.',
      elsewhere: 'Dibuat lewat PDF atau printer lain, bukan printer struk.',
      'not-made': 'Belum jadi: dibatalkan, atau PDF tidak dapat ditulis. Transaksi sudah tercatat.',
      restored:
        'Belum tercetak saat cadangan jurnal dibuat; mungkin sudah sesudahnya. Ctrl+P mencetaknya sebagai salinan.',
      other: 'Struk belum tercetak. Transaksi sudah tercatat. Periksa printer, lalu Ctrl+P.',
    },
  },

  approval,
  unknown,

  balance,

  dashboard,

  opening,

  diagnostics,
  updates,
  password,

  printer,

  setUp,
  settings,
  switcher,

  finder,

  journalTrouble,

  journal: {
    title: 'Jurnal',
    lead: 'Semua transaksi di PC ini, terbaru di atas.',
    search: 'Cari',
    time: 'Waktu',
    timeIn: 'Waktu ({zone})',
    reference: 'Ref',
    account: 'Rekening',
    name: 'Nama',
    amount: 'Jumlah',
    state: 'Status',
    teller: 'Petugas',
    copies: 'Salinan',
    loading: 'Membaca jurnal…',
    empty: 'Belum ada transaksi.',
    emptySearch: 'Tidak ada yang cocok dengan “{search}”.',
    retry: 'Coba lagi',
    open: 'Buka',
    back: 'Kembali ke jurnal',
    kind: 'Jenis',
    narration: 'Berita',
    refusal: 'Jawaban bank',
    history: 'Riwayat',
    resolve: 'Buka di Belum pasti',
    actors: {
      bank: 'jawaban bank',
      workstation: 'aplikasi',
      'start-up': 'saat aplikasi dibuka lagi',
      'status-check': 'pengecekan status',
    },
    /** What befell it beside the states. */
    events: {
      'cash-kept': 'Uang disimpan',
      'cash-returned': 'Uang dikembalikan',
      'cash-refunded': 'Uang dikembalikan, bukti dicetak',
      'otherwise-posted': 'Jawaban bank kemudian: sudah masuk',
      'otherwise-refused': 'Jawaban bank kemudian: ditolak',
      erased: 'Data nasabah dihapus: masa simpan berakhir',
    },
    otherwise:
      'Bank kemudian menjawab lain dari penyelesaian ini. Hubungi bank, sebutkan Ref {ref}, sebelum uang berpindah lagi.',
    resolution: 'Penyelesaian',
    resolvedPosted: 'Sudah masuk menurut bank',
    resolvedNotPosted: 'Tidak masuk menurut bank',
    resolvedWith: '{verdict}. Ref bank {bankReference}. {reason}. Disetujui {approver}.',
    resolvedAlone: '{verdict}. Ref bank {bankReference}. {reason}. Diputuskan sendiri setelah 24 jam.',
  },

  journalSearch,

  journalFile,

  day,

  /** Keys are the names of field-rules.ts. */
  rules: {
    required: 'Isi dulu bagian ini.',
    'account-spaces': 'Nomor rekening tanpa spasi.',
    'account-digits': 'Nomor rekening hanya angka.',
    'account-length': 'Nomor rekening 3 sampai 20 angka.',
    'amount-letters': 'Jumlah hanya angka, tanpa huruf atau koma.',
    'amount-negative': 'Jumlah tidak boleh minus.',
    'amount-zero': 'Jumlah harus lebih dari nol.',
    'amount-too-long': 'Jumlah paling banyak 15 angka.',
    'narration-length': 'Berita paling panjang 40 huruf.',
    'narration-characters': 'Berita hanya huruf, angka, dan tanda baca biasa.',
    'pin-format': 'PIN agen 6 angka.',
    'password-length': 'Kata sandi paling sedikit 8 karakter.',
    'password-same': 'Kata sandi baru harus berbeda dari yang lama.',
    'password-repeat': 'Belum sama dengan kata sandi baru.',
    'same-unknown': 'Transaksi yang sama masih belum pasti. Jangan ulangi; buka Belum pasti di menu.',
    'same-unknown-old': 'Yang sama masih belum pasti sejak lama. Tulis alasannya kalau ini transaksi baru.',
    'reason-length': 'Alasan 3 sampai 100 huruf.',
    'same-recent': 'Yang sama baru saja berhasil. Tulis alasannya kalau memang dua kali.',
    rekey: 'Jumlahnya besar. Ketik lagi empat angka terakhir rekening.',
    'rekey-differs': 'Empat angka terakhir tidak cocok. Periksa nomor rekeningnya.',
    'inquiry-expired': 'Nama rekening sudah terlalu lama dicek. Cek lagi rekeningnya.',
    'attempt-used':
      'Formulir ini sudah pernah dikirim dengan isi lain. Lihat Jurnal (F8), lalu mulai formulir baru.',
    other: 'Isian ini tidak dapat dipakai. Perbaiki, lalu coba lagi.',
  },

  /** One sentence or two per failure code: what happened, whether money moved, what to do. */
  failures: {
    /** A request that moves no money: check, balance, journal, sign-in, reprint. */
    read: {
      REFUSED: 'Ditolak bank: {reason}. Tidak ada uang yang bergerak.',
      NOT_SENT: 'Tidak terkirim ke bank. Tidak ada uang yang bergerak. Coba lagi.',
      OUTCOME_UNKNOWN: 'Bank belum menjawab. Tidak ada uang yang bergerak. Coba lagi.',
      SESSION_EXPIRED: 'Sesi berakhir. Tidak ada uang yang bergerak. Masuk lagi.',
      INVALID_INPUT: 'Isian tidak dapat dipakai. Perbaiki, lalu coba lagi.',
      INTERNAL: 'Aplikasi terganggu. Tidak ada uang yang bergerak. Nomor gangguan: {incidentId}.',
    },
    /** A transaction that main refused before it could have an outcome. */
    money: {
      REFUSED: 'Ditolak bank: {reason}. Uang belum masuk rekening. Perbaiki, atau kembalikan uangnya.',
      NOT_SENT: 'Tidak terkirim. Bank belum menerima transaksi ini. Boleh dicoba lagi.',
      OUTCOME_UNKNOWN: 'Belum pasti. Simpan uangnya, jangan ulangi. Lihat hasilnya di Jurnal (F8).',
      SESSION_EXPIRED:
        'Sesi berakhir. Uang belum masuk rekening. Masuk lagi; isian tetap ada, transaksi tidak diulang.',
      INVALID_INPUT: 'Belum dikirim, uang belum bergerak. Perbaiki isian yang ditandai.',
      INTERNAL:
        'Aplikasi terganggu; belum tentu terkirim. Simpan uangnya, jangan ulangi. Lihat Jurnal (F8). Nomor gangguan: {incidentId}.',
    },
    forbidden: {
      sender: 'Permintaan ini tidak diizinkan. Tidak ada uang yang bergerak.',
      'too-many': 'Terlalu banyak permintaan sekaligus. Permintaan ini tidak dijalankan. Tunggu sebentar.',
      role: 'Peran Anda tidak boleh melakukan ini. Tidak ada uang yang bergerak.',
      locked: 'Layar terkunci. Tidak ada uang yang bergerak. Buka kuncinya dulu.',
      'signed-out': 'Anda belum masuk. Tidak ada uang yang bergerak. Masuk dulu.',
      sending: 'Sudah dikirim, tidak bisa dibatalkan. Tunggu jawaban bank dulu.',
      'user-deactivated': 'Pengguna ini dinonaktifkan bank. Tidak ada uang yang bergerak. Hubungi bank.',
      'user-pending': 'Pengguna ini belum diaktifkan bank. Tidak ada uang yang bergerak. Hubungi bank.',
    },
    unavailable: {
      bank: 'Server bank sedang terganggu. Tidak ada uang yang bergerak. Coba lagi sebentar.',
      keychain:
        'Penyimpanan kunci PC ini tidak dapat dipakai. Tidak ada uang yang bergerak. Hubungi petugas IT.',
      printer: 'Printer tidak dapat dipakai. Transaksi tidak berubah. Periksa printer.',
      disk: 'Disk tidak dapat ditulis. Tidak ada uang yang bergerak. Periksa ruang disk.',
      clock:
        'Jam belum dipastikan dengan bank. Tidak ada uang yang bergerak. Periksa jaringan, lalu coba lagi.',
      journal: 'Jurnal tidak dapat ditulis. Tidak ada uang yang bergerak. Hubungi petugas IT.',
    },
  },

  dates: {
    days: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  },
} as const

type Widened<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : { readonly [K in keyof T]: Widened<T[K]> }

/** The shape of a locale: every language has exactly the keys of the Indonesian one. */
export type Messages = Widened<typeof id>
