import { wallClock } from './time.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** `YYMMDDHHmmssSSSS` in WIB, the document's refnum format: 16 digits, never reused by this workstation. */
export type Reference = Branded<'Reference'>
/** Digits of a bank account. */
export type AccountNumber = Branded<'AccountNumber'>
/** The agent's six-digit PIN. It lives for one request and is written nowhere. */
export type Pin = Branded<'Pin'>
/** Names one filled-in form: the same attempt submitted twice is one transaction. A UUID. */
export type AttemptId = Branded<'AttemptId'>
/** Names one account check or transfer inquiry that main remembers. A UUID. */
export type InquiryId = Branded<'InquiryId'>
/** A journal row's own key. */
export type TransactionId = Branded<'TransactionId'>

/** Tenths of a millisecond since 1970: the resolution of a reference's last four digits. */
export const TICKS_PER_MS = 10

/** @param ticks tenths of a millisecond since 1970, UTC */
export function referenceOf(ticks: number): Reference {
  const milliseconds = Math.floor(ticks / TICKS_PER_MS)
  const { year, month, day, hour, minute, second, millisecond } = wallClock(new Date(milliseconds), 'WIB')
  return `${year.slice(2)}${month}${day}${hour}${minute}${second}${millisecond}${ticks % TICKS_PER_MS}` as Reference
}

/** The account with all but its last four digits hidden (last two below eight digits): `***47`, `***********3301`. */
export function maskAccount(account: string): string {
  const visible = account.length >= 8 ? 4 : 2
  return '*'.repeat(Math.max(account.length - visible, 0)) + account.slice(-visible)
}

/** A text with every run of eight digits or more masked: accounts, phones and identities, wherever somebody put them. */
export const maskDigits = (text: string): string => text.replace(/\d{8,}/g, maskAccount)
