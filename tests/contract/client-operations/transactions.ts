import { rupiah } from '#shared/money.ts'
import { agentBalance, checkAccount, customerBalance, postDeposit } from '../../../src/main/bank/accounts.ts'
import { postOpening } from '../../../src/main/bank/open-account.ts'
import * as transfers from '../../../src/main/bank/transfers.ts'
import {
  account,
  caller,
  confirmed,
  pin,
  refused,
  rejected,
  sessionExpired,
  type Operations,
} from './operation.ts'

const agent = {
  agentCode: 'BNI014100294',
  agentName: 'Ardha Herdianto',
  address: 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur',
}

const WRONG_PIN = ['INVALID_PIN', 'Mohon maaf PIN transaksi anda salah'] as const

export const transaction: Operations = {
  'Check Account': {
    call: ({ bank }) => checkAccount(bank, account('4447'), caller),
    success: { accountNumber: '4447', accountName: 'ARDHA HERDIANTO', fee: rupiah(0) },
    failed: refused('-1', '[0108] NO SUCH ACCOUNT', {
      hostCode: '0108',
      traceCode: 'BLB20041614483274585',
    }),
  },
  'Check Customer Balance': {
    call: ({ bank }) => customerBalance(bank, account('4447'), pin, caller),
    success: {
      accountNumber: '4447',
      accountName: 'ARDHA HERDIANTO',
      balance: rupiah(202_696_682),
      agent,
    },
    failed: refused(...WRONG_PIN),
  },
  'Account Balance': {
    call: ({ bank }) => agentBalance(bank, caller),
    success: rupiah(202_696_682),
    failed: sessionExpired,
  },
  'Open Account': {
    call: ({ bank }) =>
      postOpening(
        bank,
        {
          name: 'gabymars yofie',
          email: 'gaby@email.com',
          motherName: 'mamih',
          profession: 'karyawan swasta',
          lastEducation: 'sma',
          maritalStatus: 'Lajang',
          birthPlace: 'sby',
          birthDate: '1997-08-01',
          nationalId: '12345678900876',
          gender: 'male',
          address: 'waru',
          rt: '022',
          rw: '001',
          postalCode: '12345',
          kelurahan: 'waru',
          district: 'waru',
          city: 'sidoarjo',
          province: 'jatim',
          mobilePhone: '08998321234',
          homePhone: '0319909221',
          incomeBand: '1',
          transactionBand: '1',
          firstDeposit: rupiah(100_000),
          photos: {
            nationalId: 'pendaftaran/LMG_1234123412341234_KTP_20181005221057.jpg',
            customer: 'pendaftaran/LMG_1234123412341234_20181005221057.png',
          },
        },
        pin,
        caller,
      ),
    success: confirmed({
      accountNumber: '123456789',
      accountName: 'gabymars yofie',
      nationalId: '12345678900876',
      firstDeposit: rupiah(100_000),
      bankReference: 'BLB20041711343318780',
      agent,
    }),
    failed: rejected(...WRONG_PIN),
  },
  'Deposit Account': {
    call: ({ bank }) =>
      postDeposit(
        bank,
        { accountNumber: '14047', accountName: 'ardha', amount: rupiah(25_000), narration: 'test' },
        pin,
        caller,
      ),
    success: confirmed({
      data: {
        account_number_customer: '14047',
        deposit_amount: rupiah(25_000),
        account_name: 'Ardha Herdianto',
        admin: rupiah(0),
      },
      agent,
    }),
    failed: rejected('-1', '[0108] NO SUCH ACCOUNT', {
      hostCode: '0108',
      traceCode: 'BLB20041720412899360',
    }),
  },
  'Intrabank Transfer (Inquiry)': {
    call: ({ bank }) => transfers.intrabankInquiry(bank, account('4447'), caller),
    success: { accountNumber: '4447', accountName: 'ARDHA HERDIANTO', fee: rupiah(1_000) },
    failed: refused('-1', '[0108] NO SUCH ACCOUNT', {
      hostCode: '0108',
      traceCode: 'BLB20041620434987568',
    }),
  },
  'Intrabank Transfer (Payment)': {
    call: ({ bank }) =>
      transfers.intrabankPayment(
        bank,
        {
          accountNumber: '4447',
          accountName: 'ARDHA HERDIANTO',
          amount: rupiah(50_000),
          fee: rupiah(1_000),
        },
        pin,
        caller,
      ),
    success: confirmed({
      bankCode: 'BNI',
      accountNumber: '4447',
      accountName: 'ARDHA HERDIANTO',
      amount: rupiah(50_000),
      fee: rupiah(1_000),
      agent,
    }),
    failed: rejected(...WRONG_PIN),
  },
  'Antarbank Transfer (Inquiry)': {
    call: ({ bank }) =>
      transfers.interbankInquiry(bank, { bankCode: '008', accountNumber: account('114451186') }, caller),
    success: {
      transactionId: '781262992',
      bankCode: '008',
      bankName: 'MANDRI',
      accountNumber: '114451186',
      accountName: 'Ardha Herdianto',
      fee: rupiah(6_500),
    },
    failed: refused('-1', '[76] Invalid account', { hostCode: '76', traceCode: 'BLB20041621562252765' }),
  },
  'Antarbank Transfer (Payment)': {
    call: ({ bank }) =>
      transfers.interbankPayment(
        bank,
        {
          transactionId: '787273972',
          bankCode: '008',
          bankName: 'MANDRI',
          accountNumber: '114451186',
          accountName: 'Ardha Herdianto',
          amount: rupiah(10_000),
          fee: rupiah(0),
        },
        pin,
        caller,
      ),
    success: confirmed({
      bankCode: '008',
      accountNumber: '114451186',
      accountName: 'Ardha Herdianto',
      amount: rupiah(10_000),
      fee: rupiah(0),
      agent,
    }),
    failed: rejected(...WRONG_PIN),
  },
}
