import { z } from 'zod'
import { TellerError } from '#shared/result.ts'
import { mandatoryText, wireText } from '../wire/fields.ts'
import type { BankClient } from './client.ts'
import { endpoints } from './endpoints.ts'

/** Section "Authentication" of the API document. */
const signInAnswer = z.object({
  session_id: mandatoryText,
  data: z.object({
    nama: mandatoryText,
    username: mandatoryText,
    status: mandatoryText,
    kode_bank: wireText,
    kode_cabang: wireText,
    kode_mitra: wireText,
    kode_loket: wireText,
    kelompok_id: wireText,
    group_id: wireText,
    alamat_jalan: wireText,
    alamat_rt_perum: wireText,
    alamat_kelurahan: wireText,
    alamat_kecamatan: wireText,
    alamat_kabupaten_kota: wireText,
    alamat_propinsi: wireText,
    warna_bank: wireText,
    nama_bank: wireText,
  }),
})

/** The signed-in person as the API describes them, in domain names. */
export interface SignedIn {
  sessionId: string
  username: string
  name: string
  kelompokId: string
  groupId: string
  /** kode_mitra + kode_cabang + kode_loket (document: Check Account, kodeAgen); empty for people who are no agent */
  agentCode: string
  outletCode: string
  address: string
  district: string
  bankCode: string
  bankName: string
  accentColour: string
}

const DEFAULT_ACCENT = '#0b6e99'
/** The document's `kelompok_id` of agents. */
const AGENTS = '4'

/** @throws TellerError REFUSED (wrong name or password), FORBIDDEN (user not active), NOT_SENT, UNAVAILABLE */
export async function signIn(bank: BankClient, username: string, password: string): Promise<SignedIn> {
  const { session_id, data } = await bank.ask(endpoints.signIn, { username, password }, {}, signInAnswer)
  if (data.status !== '1') {
    await bank
      .ask(endpoints.signOut, undefined, { sessionId: session_id }, z.unknown())
      .catch(() => undefined)
    throw new TellerError({
      code: 'FORBIDDEN',
      reason: data.status === '2' ? 'user-pending' : 'user-deactivated',
    })
  }
  const street = [data.alamat_jalan, data.alamat_rt_perum, data.alamat_kelurahan, data.alamat_kabupaten_kota]
  return {
    sessionId: session_id,
    username: data.username,
    name: data.nama,
    kelompokId: data.kelompok_id,
    groupId: data.group_id,
    // Others carry the codes of their bank and branch, which name no agent.
    agentCode: data.kelompok_id === AGENTS ? data.kode_mitra + data.kode_cabang + data.kode_loket : '',
    outletCode: data.kode_loket,
    address: [street.filter(Boolean).join(' '), data.alamat_propinsi].filter(Boolean).join(', '),
    district: [data.alamat_kelurahan, data.alamat_kecamatan].filter(Boolean).join(', '),
    bankCode: data.kode_bank,
    bankName: data.nama_bank || data.kode_bank,
    accentColour: /^[0-9a-f]{6}$/i.test(data.warna_bank)
      ? `#${data.warna_bank.toLowerCase()}`
      : DEFAULT_ACCENT,
  }
}

/** Ends the session at the bank. @throws TellerError as {@link BankClient.ask} */
export async function signOut(bank: BankClient, sessionId: string): Promise<void> {
  await bank.ask(endpoints.signOut, undefined, { sessionId }, z.unknown())
}
