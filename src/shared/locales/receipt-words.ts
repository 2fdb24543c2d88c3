import type { MoneyKind } from '../money-states.ts'

/** Words on paper. Receipts are Indonesian whatever the screen speaks: the customer keeps them (DESIGN: Who uses it). */
export const receiptWords = {
  training: 'LATIHAN - BUKAN BUKTI TRANSAKSI',
  copy: (number: number) => `SALINAN ke-${number}`,
  agentPart: 'LEMBAR AGEN',
  agentTitle: 'Agen Laku Pandai',
  titles: {
    deposit: 'SETOR TUNAI',
    intrabank: 'TRANSFER SESAMA BANK',
    interbank: 'TRANSFER ANTARBANK',
    'open-account': 'BUKA REKENING',
    'switcher-transfer': 'TRANSFER SWITCHER',
    'switcher-reversal': 'PEMBATALAN TRANSFER',
  },
  succeeded: 'BERHASIL',
  date: 'Tanggal',
  time: 'Jam',
  account: 'Rekening',
  name: 'Nama',
  bank: 'Bank tujuan',
  firstDeposit: 'Setoran awal',
  newAccountFollows: 'belum ada',
  narration: 'Berita',
  amount: 'Jumlah',
  fee: 'Biaya admin',
  cashTaken: 'TERIMA TUNAI',
  /** where no cash changes hands */
  total: 'TOTAL',
  backToAccount: 'KEMBALI KE REKENING',
  reversed: 'DIBATALKAN',
  reversalUnknown: 'PEMBATALAN BELUM PASTI - TANYAKAN BANK',
  reference: 'Ref',
  /** where a draft has none yet: it is made when the form is sent */
  noReferenceYet: (kind: MoneyKind) => (kind === 'deposit' ? 'saat disetor' : 'saat dikirim'),
  teller: 'Petugas',
  callCentre: 'Layanan bank',
  keepThis: 'Simpan struk ini sebagai bukti transaksi.',
  /** Lines by meaning: wrapped by width, a line of its own would read `TRANSAKSI BERHASIL`, the very thing that it denies. */
  unknownBanner: ['STATUS BELUM PASTI -', 'BUKAN BUKTI TRANSAKSI BERHASIL'],
  unknownCash: (amount: string) => `UANG TUNAI ${amount} DITERIMA AGEN.`,
  /** instead of it where the cash went back before anybody knew */
  unknownReturned: (amount: string) => `UANG TUNAI ${amount} DIKEMBALIKAN KE NASABAH.`,
  /** on a receipt that replaces a provisional slip */
  finalAfterUnknown: 'STRUK AKHIR - MENGGANTIKAN STRUK SEMENTARA',
  refund: {
    title: 'BUKTI PENGEMBALIAN UANG',
    cashGiven: 'UANG DIKEMBALIKAN',
    signature: 'Tanda tangan nasabah',
  },
  finalFollows: 'Struk akhir menyusul dengan Ref yang sama.',
  slips: {
    customerBalance: 'CEK SALDO',
    agentBalance: 'SALDO AGEN',
    balance: 'SALDO',
    balanceOnly: 'Saldo pada jam di atas; bukan bukti transaksi.',
    testPage: 'CETAK UJI',
    testLarge: 'HURUF BESAR',
    testEdges: 'Angka harus utuh sampai tepi kanan:',
    testCharacters: 'Huruf dan tanda:',
    testCut: 'Kertas dipotong atau disobek di bawah garis ini, tanpa memotong tulisan.',
    testOnly: 'Bukan bukti transaksi.',
    printer: 'Printer',
    width: 'Kertas',
    widths: { 32: '58 mm, 32 kolom', 48: '80 mm, 48 kolom' },
  },
}
