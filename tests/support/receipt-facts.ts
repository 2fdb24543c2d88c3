import { rupiah } from '#shared/money.ts'
import type { TransactionFacts } from '#shared/receipt.ts'
import type { Reference } from '#shared/references.ts'
import { toInstant } from '#shared/time.ts'

/** The API document's agent and deposit: Rp25.000 to 14047. */
export const documentDeposit = {
  kind: 'deposit',
  heading: {
    bankName: 'BNI',
    agentCode: 'BNI014100294',
    agentName: 'Ardha Herdianto',
    address: 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur',
  },
  training: false,
  zone: 'WIB',
  at: toInstant('2020-04-17T13:40:38.108Z'),
  accountNumber: '14047',
  accountName: 'Ardha Herdianto',
  narration: 'Setor tunai',
  amount: rupiah(25_000),
  fee: rupiah(0),
  reference: '2004172040381080' as Reference,
  teller: 'BNIUS100294',
  bankPhone: '1500046',
} satisfies TransactionFacts
