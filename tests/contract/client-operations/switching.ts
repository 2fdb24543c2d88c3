import type { Reference } from '#shared/references.ts'
import { fromSen, rupiah } from '#shared/money.ts'
import * as switcher from '../../../src/main/switcher/operations.ts'
import { confirmed, refused, rejected, type Operations } from './operation.ts'

const aloysius = { bank: 'BRINIDJA', account: '888801000157508', name: 'ALOYSIUS AGUS WARI Z' }
const sandbox = { bank: 'BRINIDJA', account: '888801000003301', name: 'BRIAPI SANDBOX' }
const oldTransfer = {
  refnum: '2004211931426110',
  source: aloysius,
  beneficiary: sandbox,
  amount: rupiah(1_000),
  remark: 'Narration Test',
  journal: '1001',
}

export const switching: Operations = {
  'Account Inquiry': {
    call: (clients) => switcher.accountInquiry(clients.switcher, sandbox, '2006041538496600' as Reference),
    success: {
      bank: 'BRINIDJA',
      account: '888801000003301',
      name: 'BRIAPI SANDBOX',
      balance: fromSen(60_257_717_133_484n),
      status: 'Rekening Aktif',
      paymentCode: 'ab9f2b37db210c6f04f43ca229cbceb6',
    },
    failed: refused('0101', 'InqRekAsal: Nomor Rekening Tidak Dikenal & InqRekTujuan: VA number not found'),
  },
  Transfer: {
    call: (clients) =>
      switcher.transfer(clients.switcher, {
        refnum: '2006051013592980' as Reference,
        paymentCode: '49d9e746267815261ccb61b83c4868a9',
        source: aloysius,
        amount: rupiah(1_000),
        remark: 'Narration Test',
      }),
    success: confirmed({ ...oldTransfer, refnum: '2006051013592980', journal: '1012' }),
    failed: rejected(
      '0101',
      'InqRekAsal: Message : WS_CORPORATE_CASHCARD_GEN2_CORPORATE: Corporate Tidak Ditemukan. Exception : & InqRekTujuan: VA number not found',
    ),
  },
  Reversal: {
    call: (clients) =>
      switcher.reversal(clients.switcher, {
        refnum: '2004212225543790' as Reference,
        target: oldTransfer,
      }),
    success: confirmed({
      refnum: '2004212225543790',
      source: sandbox,
      beneficiary: aloysius,
      amount: rupiah(1_000),
      remark: 'Reversal from 888801000003301 to 888801000157508',
      journal: '1002',
    }),
    failed: rejected('-1', 'Reversal already executed'),
  },
  'Status Check': {
    call: (clients) => switcher.check(clients.switcher, '2004211931426110' as Reference),
    success: { kind: 'found', posting: oldTransfer },
    failed: { gives: { kind: 'not-found' } },
  },
}
