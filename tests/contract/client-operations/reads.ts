import { signIn, signOut } from '../../../src/main/bank/authentication.ts'
import * as dashboards from '../../../src/main/bank/dashboards.ts'
import * as lists from '../../../src/main/bank/master-lists.ts'
import { changePassword } from '../../../src/main/bank/password.ts'
import { postalCodes } from '../../../src/main/bank/regions.ts'
import { refused, sessionExpired, sessionId, type Operations } from './operation.ts'

export const authentication: Operations = {
  Login: {
    call: ({ bank }) => signIn(bank, 'BNIUS100294', 'T6jkl4ss'),
    success: {
      sessionId,
      username: 'BNIUS100294',
      name: 'Ardha Herdianto',
      kelompokId: '4',
      groupId: '',
      agentCode: 'BNI014100294',
      outletCode: '100294',
      address: 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur',
      district: 'Jatikalang, Krian',
      bankCode: 'BNI',
      bankName: 'BNI',
      accentColour: '#ff6f00',
    },
    failed: refused(
      '2102',
      'Username dan Password yang Anda masukkan tidak ditemukan. Silakan periksa dan coba kembali',
    ),
  },
  Logout: { call: ({ bank }) => signOut(bank, sessionId), success: undefined },
}

export const nonTransaction: Operations = {
  'Get BSA Graph': {
    call: ({ bank }) => dashboards.bsaGraph(bank, '2020-01', sessionId),
    success: [
      { title: 'Buka Rekening', count: 3 },
      { title: 'Setor Tunai', count: 3 },
      { title: 'Customer Balance', count: 9 },
    ],
    failed: { gives: [] },
  },
  'Get Bill Graph': {
    call: ({ bank }) => dashboards.billGraph(bank, sessionId),
    success: [
      { title: 'BPJS KS VA', count: 52 },
      { title: 'PDAM', count: 54 },
      { title: 'Mobile Postpaid', count: 30 },
      { title: 'BPJS TK BPU', count: 42 },
      { title: 'BPJS TK PU', count: 37 },
      { title: 'Indihome', count: 18 },
    ],
    failed: sessionExpired,
  },
  'Get Purchase Graph': {
    call: ({ bank }) => dashboards.purchaseGraph(bank, sessionId),
    success: [
      { title: 'GoPay', count: 36 },
      { title: 'Train Ticketing', count: 14 },
      { title: 'Railink', count: 19 },
    ],
    failed: sessionExpired,
  },
  'Get Agent Growth Graph': {
    call: ({ bank }) => dashboards.agentGrowthGraph(bank, sessionId),
    success: [
      { title: '2019-01', count: 8 },
      { title: '2019-02', count: 33 },
      { title: '2019-03', count: 41 },
      { title: '2019-04', count: 49 },
      { title: '2019-05', count: 44 },
    ],
    failed: sessionExpired,
  },
  'Get Agent Spread Graph': {
    call: ({ bank }) => dashboards.agentSpreadGraph(bank, sessionId),
    success: [
      { title: 'Bali', count: 14 },
      { title: 'Bangka Belitung', count: 7 },
      { title: 'Banten', count: 15 },
      { title: 'Bengkulu', count: 4 },
      { title: 'DI Yogyakarta', count: 15 },
    ],
    failed: sessionExpired,
  },
  'Get Wilayah': {
    call: ({ bank }) =>
      postalCodes(
        bank,
        {
          province: 'DKI Jakarta',
          regencyKind: 'Kota',
          regency: 'Jakarta Pusat',
          district: 'Gambir',
          name: 'Gambir',
        },
        sessionId,
      ),
    success: ['10110'],
    failed: { gives: [] },
  },
  'Get Job List': {
    call: ({ bank }) => lists.jobs(bank, sessionId),
    success: [
      { id: '1', name: 'AKUNTING / KEUANGAN' },
      { id: '2', name: 'CUSTOMER SERVICE' },
      { id: '3', name: 'ENGINEERING' },
      { id: '4', name: 'EXECUTIV' },
      { id: '5', name: 'ADMINISTRASI UMUM' },
      { id: '6', name: 'KOMPUTER' },
      { id: '7', name: 'KONSULTAN' },
    ],
    failed: sessionExpired,
  },
  'Get Education List': {
    call: ({ bank }) => lists.educations(bank, sessionId),
    success: [
      { id: '1', name: 'TANPA GELAR' },
      { id: '2', name: 'D1' },
      { id: '3', name: 'D2' },
      { id: '4', name: 'D3' },
      { id: '5', name: 'S1/D4' },
      { id: '6', name: 'S2' },
      { id: '7', name: 'S3' },
    ],
    failed: sessionExpired,
  },
  'Get Salary List': {
    call: ({ bank }) => lists.salaries(bank, sessionId),
    success: [
      { id: '1', name: '< Rp 2,5 juta' },
      { id: '2', name: 'Rp 2,5 juta s/d Rp 5 juta' },
      { id: '3', name: 'Rp 5 juta s/d Rp 10 juta' },
      { id: '4', name: 'Rp 10 juta s/d Rp 15 juta' },
      { id: '5', name: 'Rp 15 juta s/d Rp 20 juta' },
      { id: '6', name: 'Rp 20 juta s/d Rp 25 juta' },
      { id: '7', name: 'Rp 25 juta s/d Rp 50 juta' },
      { id: '8', name: '> Rp 50 juta' },
    ],
    failed: sessionExpired,
  },
  'Get Bank List': {
    call: ({ bank }) => lists.banks(bank, sessionId),
    success: [
      { code: '002', name: 'BRI' },
      { code: '008', name: 'BANK MANDIRI' },
      { code: '012', name: 'BANK BCA' },
      { code: '009', name: 'BNI 46' },
      { code: '011', name: 'BANK DANAMON' },
      { code: '013', name: 'BANK PERMATA' },
      { code: '016', name: 'MAYBANK' },
      { code: '019', name: 'BANK PANIN' },
      { code: '022', name: 'BANK CIMB NIAGA' },
      { code: '023', name: 'BANK UOB INDONESIA' },
    ],
    failed: sessionExpired,
  },
  'Get Transaction List': {
    call: ({ bank }) => lists.transactionBands(bank, sessionId),
    success: [
      { id: '1', name: '< Rp 50 juta' },
      { id: '2', name: 'Rp 50 juta s/d Rp 100 juta' },
      { id: '3', name: 'Rp 100 juta s/d Rp 500 juta' },
      { id: '4', name: 'Rp 500 juta s/d Rp 1 Miliar' },
      { id: '5', name: '> Rp 1 Miliar' },
    ],
    failed: sessionExpired,
  },
  'Change Password': {
    call: ({ bank }) => changePassword(bank, { old: 'T6jkl4ss', new: 'T6jkl4s1' }, sessionId),
    success: undefined,
    failed: refused('UPDATE_NONE', 'Password tidak sesuai, coba ulangi kembali'),
  },
}
