/**
 * The default users and accounts. Those of the API document are as the document has them, so that its request examples
 * give its answers; the others are for practice and tests and carry role names, not names of people.
 */
import type { Fees, SeedAccount, SeedUser } from './seed.ts'
import type { Profile } from './users.ts'

/** A user that the sign-in may offer in training mode. */
export interface SampleUser {
  label: string
  username: string
  password: string
  /** Empty for users who have none. */
  pin: string
}

export const defaultFees: Fees = { deposit: 0, intrabank: 1000, interbank: 6500 }

/** A user without an outlet: the base of every user but the document's agent. */
export const blankProfile: Profile = {
  nama: '',
  email: '',
  no_hp: '',
  username: '',
  status: '1',
  favourite: null,
  kode_bank: 'BNI',
  kode_cabang: '014',
  kode_mitra: 'BNI',
  kode_loket: '',
  kelompok_id: '0',
  menu: null,
  group_id: '',
  password_updated_at: '2020-04-16T07:19:37.000Z',
  pin_updated_at: null,
  attachment: null,
  kode_wil_bi: '1202',
  agent_type: '',
  alamat_jalan: '',
  alamat_rt_perum: '',
  alamat_kelurahan: '',
  alamat_kecamatan: '',
  alamat_kabupaten_kota: '',
  alamat_propinsi: '',
  status_mitra: null,
  icon_bank: '1583909614507.jpeg',
  logo_bank: '1583909611598.jpeg',
  warna_bank: 'ff6f00',
  nama_bank: 'BNI',
}

/** The user of the document's sign-in. */
const documentAgent: SeedUser = {
  password: 'T6jkl4ss',
  pin: '359569',
  account: '4447',
  profile: {
    ...blankProfile,
    nama: 'Ardha Herdianto',
    email: 'ardha2.008@gmail.com',
    no_hp: '081332758961',
    username: 'BNIUS100294',
    kode_loket: '100294',
    kelompok_id: '4',
    pin_updated_at: '2020-03-30T08:45:03.000Z',
    attachment: JSON.stringify({
      register: 'agent/BNI_1234567890123679_KTP_1578019696.png',
      due_diligence: { file: 'agent/BNI_1234567890123679_TU_1578367433.png', detail: '' },
    }),
    agent_type: 'lakupandai,ePayment,lkd',
    alamat_jalan: 'Perumahan Gateway',
    alamat_rt_perum: '02/02',
    alamat_kelurahan: 'Jatikalang',
    alamat_kecamatan: 'Krian',
    alamat_kabupaten_kota: 'Kab_Sidoarjo',
    alamat_propinsi: 'Jawa Timur',
  },
}

/** An agent whose `status` keeps it from working: 0 deactive, 2 pending. */
function agentWithStatus(username: string, password: string, nama: string, status: '0' | '2'): SeedUser {
  const kode_loket = username.slice(-6)
  const profile = {
    ...documentAgent.profile,
    username,
    nama,
    status,
    kode_loket,
    email: '',
    no_hp: '',
    attachment: null,
  }
  return { password, pin: '359569', account: '4447', profile }
}

/** A user who is no agent: `group_id` 3 is Branch Approve, 8 Helpdesk. */
function officeUser(username: string, password: string, nama: string, group_id: string): SeedUser {
  return { password, pin: null, account: null, profile: { ...blankProfile, username, nama, group_id } }
}

export const defaultUsers: SeedUser[] = [
  documentAgent,
  officeUser('BNISPV014001', 'Spv4kl4ss', 'Supervisor', '3'),
  officeUser('BNIHLP014001', 'Hlp4kl4ss', 'Helpdesk', '8'),
  agentWithStatus('BNIUS100295', 'N0n4ktif', 'Agen Nonaktif', '0'),
  agentWithStatus('BNIUS100296', 'P3nd1ng4', 'Agen Menunggu', '2'),
]

/** The users of a seed that can sign in and work, for a sign-in to offer. */
export function offeredUsers(users: SeedUser[]): SampleUser[] {
  return users
    .filter(({ profile }) => profile.status === '1')
    .map(({ password, pin, profile }) => {
      const label = profile.kelompok_id === '4' ? 'Agen' : (profile.nama ?? '')
      return { label, username: profile.username ?? '', password, pin: pin ?? '' }
    })
}

export const sampleUsers: SampleUser[] = offeredUsers(defaultUsers)

function account(
  bank: string,
  number: string,
  name: string,
  balance: number,
  phones: string[] = [],
): SeedAccount {
  const [phoneMobile = '', phoneHome = '', phoneOffice = ''] = phones
  return { bank, number, name, balance, phoneMobile, phoneHome, phoneOffice }
}

export const defaultAccounts: SeedAccount[] = [
  account('BNI', '4447', 'ARDHA HERDIANTO', 202_696_682, ['089689677052', '99999999', '']),
  account('BNI', '14047', 'Ardha Herdianto', 1_250_000, ['089689677052', '99999999', '']),
  account('BNI', '14048', 'NASABAH LATIHAN 1', 350_000, ['080000000001', '', '']),
  account('BNI', '14049', 'NASABAH LATIHAN 2', 0, ['080000000002', '0310000002', '']),
  account('BNI', '1404900017', 'NASABAH LATIHAN 3', 4_875_500, ['080000000003', '', '0310000003']),
  account('BNI', '1404900025', 'KOPERASI LATIHAN MAJU BERSAMA JATIKALANG', 18_400_000, [
    '080000000004',
    '',
    '',
  ]),
  account('008', '114451186', 'Ardha Herdianto', 2_000_000),
  account('008', '114451194', 'NASABAH LATIHAN 4', 500_000),
  account('002', '002301000417', 'NASABAH LATIHAN 5', 750_000),
  account('012', '0120004417', 'NASABAH LATIHAN 6', 1_000_000),
  account('451', '4510004418', 'NASABAH LATIHAN 7', 125_000),
  account('BRINIDJA', '888801000003301', 'BRIAPI SANDBOX', 602_577_171_334.84),
  account('BRINIDJA', '888801000157508', 'ALOYSIUS AGUS WARI Z', 25_000_000),
]

/** The document's interbank payment names this inquiry, with a fee of 0. */
export const documentInterbankInquiry = { transactionId: '787273972', account: '008:114451186', feeSen: 0 }

/** The document's switcher transfer pays this code. */
export const documentPaymentCode = {
  code: '49d9e746267815261ccb61b83c4868a9',
  account: 'BRINIDJA:888801000003301',
}

/** The transfer that the document's status check finds and its reversal undoes. */
export const documentSwitcherTransfer = {
  sid: '2004211931426110',
  debitAccount: 'BRINIDJA:888801000157508',
  creditAccount: 'BRINIDJA:888801000003301',
  amountSen: 100_000,
  narration: 'Narration Test',
  postedAt: '2020-04-21T12:31:43.481Z',
}
