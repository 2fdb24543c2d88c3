import type { Endpoint } from '../wire/endpoint.ts'

/**
 * The catalogue of Bank+ operations (docs/api.md): one entry each, read by the client and by the contract tests. The
 * document names no HTTP methods: everything is a POST; a read without a body that answers 404 or 405 is tried once as GET.
 */
const read = { session: true, reference: false, movesMoney: false, getFallback: true } as const
const ask = { session: true, reference: false, movesMoney: false, getFallback: false } as const
const inquiry = { session: true, reference: true, movesMoney: false, getFallback: false } as const
const money = { session: true, reference: true, movesMoney: true, getFallback: false } as const

export const endpoints = {
  signIn: { ...ask, path: '/users/auth', session: false },
  signOut: { ...ask, path: '/users/logout' },

  bsaGraph: { ...ask, path: '/dashboard/bsa' },
  billGraph: { ...read, path: '/dashboard/bill' },
  purchaseGraph: { ...read, path: '/dashboard/purchase' },
  agentGrowthGraph: { ...read, path: '/dashboard/agentGrowth' },
  agentSpreadGraph: { ...read, path: '/dashboard/agentSpread' },
  region: { ...ask, path: '/wilayah/get' },
  jobs: { ...read, path: '/master/jobs' },
  educations: { ...read, path: '/master/educations' },
  salaries: { ...read, path: '/master/salaries' },
  transactionBands: { ...read, path: '/master/transactions' },
  banks: { ...read, path: '/bank/list' },
  changePassword: { ...ask, path: '/account/changepass' },

  checkAccount: { ...inquiry, path: '/bsa/checkAccount' },
  customerBalance: { ...inquiry, path: '/bsa/customerbalance', pinField: 'pin_platform' },
  agentBalance: { ...inquiry, path: '/account/balance', getFallback: true },
  openAccount: { ...money, path: '/bsa/openAccount', pinField: 'pin_transaksi' },
  deposit: { ...money, path: '/bsa/depositAccount', pinField: 'pin_transaksi' },
  intrabankInquiry: { ...inquiry, path: '/bsa/transfer/intrabank/inquiry' },
  intrabankPayment: { ...money, path: '/bsa/transfer/intrabank/payment', pinField: 'pin' },
  interbankInquiry: { ...inquiry, path: '/bsa/transfer/interbank/inquiry' },
  interbankPayment: { ...money, path: '/bsa/transfer/interbank/payment', pinField: 'pin' },
} as const satisfies Record<string, Endpoint>

export type BankEndpoint = (typeof endpoints)[keyof typeof endpoints]
