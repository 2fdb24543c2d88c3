/** The balances: a customer's, for the customer who stands there, and the agent's own. */
export const balance = {
  title: 'Cek saldo',
  lead: 'Saldo tersembunyi sampai diminta, dan lagi setelah 30 detik.',
  customer: 'Saldo nasabah',
  customerOf: 'Saldo {name} {account}',
  submit: 'Cek saldo',
  next: 'Sembunyikan, nasabah berikutnya',
  agent: 'Saldo agen',
  agentOf: 'Saldo agen {agentCode}',
  hidden: 'Tersembunyi',
  show: 'Tampilkan',
  hide: 'Sembunyikan',
  at: 'Menurut bank, {time}.',
  print: 'Cetak',
} as const
