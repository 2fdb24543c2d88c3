import type { Outcome, Output, ParsedInput } from '#shared/contract.ts'
import { amountOf } from '#shared/field-rules.ts'
import { ZERO } from '#shared/money.ts'
import {
  birthDateRule,
  PHOTO_KINDS,
  readDate,
  wholeNationalIdRule,
  type MaritalStatus,
  type OpeningEntries,
  type PhotoKind,
} from '#shared/opening.ts'
import type { AttemptId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { businessDate, wallClock, type Instant, type Zone } from '#shared/time.ts'
import type { BankClient } from '../bank/client.ts'
import { openingBody, postOpening, type AccountApplication } from '../bank/open-account.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { OpeningDrafts } from '../journal/opening-drafts.ts'
import type { Photos } from '../photos.ts'
import type { Posting } from '../posting.ts'
import type { Session } from '../session.ts'

interface Parts {
  bank: BankClient
  session: Pick<Session, 'caller'>
  posting: Posting
  drafts: OpeningDrafts
  photos: Photos
  clock: Clock
  zone: Zone
  /** training takes the API's own example, whose NIK is too short */
  training: boolean
  bankWords: Config['bankWords']
}

/** The form and its pictures, by method. Sending it is {@link submitOpening}, which app.ts guards as it guards all money. */
export const openingHandlers = (parts: Parts & { allowCamera: (allowed: boolean) => void }) => ({
  'opening.current': () => currentOpening(parts),
  'opening.begin': () => beginOpening(parts),
  'opening.save': (input: ParsedInput<'opening.save'>) => saveOpening(parts, input),
  'opening.discard': () => discardOpening(parts),
  'opening.keepPhoto': (input: ParsedInput<'opening.keepPhoto'>) => keepPhoto(parts, input),
  'opening.showPhoto': (input: ParsedInput<'opening.showPhoto'>) => showPhoto(parts, input),
  'opening.allowCamera': ({ allowed }: ParsedInput<'opening.allowCamera'>) => {
    parts.allowCamera(allowed)
    return {}
  },
  /** Answers once it has been tried. */
  'opening.photoDelivery': async ({ attemptId }: ParsedInput<'opening.photoDelivery'>) => {
    await parts.photos.sweep()
    return parts.photos.delivery(attemptId)
  },
})

const tellerOf = ({ session }: Parts): string => session.caller().profile.username

/** The form that this teller was filling in, if any. */
function currentOpening(parts: Parts): Output<'opening.current'> {
  const teller = tellerOf(parts)
  const draft = parts.drafts.find(teller)
  return { ...(draft ? { draft } : {}), photos: draft ? parts.photos.kinds(teller) : [] }
}

/** The customer agrees: an empty form, and nothing left of an earlier one. */
async function beginOpening(parts: Parts): Promise<Output<'opening.begin'>> {
  const teller = tellerOf(parts)
  await parts.photos.discard(teller)
  return { consentedAt: parts.drafts.begin(teller) }
}

function saveOpening(parts: Parts, { entries }: ParsedInput<'opening.save'>) {
  parts.drafts.save(tellerOf(parts), entries)
  return {}
}

async function discardOpening(parts: Parts) {
  const teller = tellerOf(parts)
  parts.drafts.discard(teller)
  await parts.photos.discard(teller)
  return {}
}

/** @throws TellerError INVALID_INPUT consent (nobody has agreed to a picture), UNAVAILABLE (no key to seal it) */
async function keepPhoto(parts: Parts, { kind, jpeg }: ParsedInput<'opening.keepPhoto'>) {
  const teller = tellerOf(parts)
  if (!parts.drafts.find(teller)) throw refused('consent', 'consent')
  await parts.photos.keep(teller, kind, jpeg)
  return {}
}

async function showPhoto(
  parts: Parts,
  { kind }: ParsedInput<'opening.showPhoto'>,
): Promise<Output<'opening.showPhoto'>> {
  const jpeg = await parts.photos.show(tellerOf(parts), kind)
  return jpeg ? { jpeg: new Uint8Array(jpeg) } : {}
}

/** Opens an account with its first deposit, from what main has of the form: consent and pictures are not the renderer's to claim. */
export async function submitOpening(parts: Parts, input: ParsedInput<'opening.submit'>): Promise<Outcome> {
  const { attemptId, entries, pin } = input
  const outcome = await parts.posting.post(attemptId, ({ username }) => {
    assertWhole(parts, entries)
    const names = bind(parts, username, attemptId, entries)
    const application = applicationOf(entries, names, parts.bankWords)
    return {
      kind: 'open-account',
      account: '',
      accountName: application.name,
      amount: application.firstDeposit,
      // The document names no fee for it, neither in the request nor in the answer.
      fee: ZERO,
      sentBody: openingBody(application),
      answers: {},
      send: (caller) => postOpening(parts.bank, application, pin, caller),
      understand: ({ accountNumber, agent }) => ({ account: accountNumber, agent }),
    }
  })
  void parts.photos.sweep()
  return outcome
}

/** What the schema cannot know: the day, the mode, and what is already on its way. */
function assertWhole({ clock, zone, training, drafts }: Parts, entries: OpeningEntries): void {
  const date = birthDateRule(entries.birthDate, businessDate(clock.now(), zone))
  if (date) throw refused('entries.birthDate', date)
  const nik = training ? undefined : wholeNationalIdRule(entries.nationalId)
  if (nik) throw refused('entries.nationalId', nik)
  if (drafts.isUndecided(entries.nationalId)) throw refused('entries.nationalId', 'same-person')
}

/** Binds draft and pictures to the attempt. @returns the names under which the bank is told of the pictures */
function bind(
  { drafts, photos }: Parts,
  teller: string,
  attemptId: AttemptId,
  entries: OpeningEntries,
): Record<PhotoKind, string> {
  const kinds = photos.kinds(teller)
  const missing = PHOTO_KINDS.find((kind) => !kinds.includes(kind))
  if (missing) throw refused(`photos.${missing}`, 'photo-missing')
  return writtenDown(() => {
    drafts.save(teller, entries)
    const names = photoNames(entries.nationalId, drafts.sendAs(teller, attemptId))
    photos.sendAs(teller, attemptId, names)
    return names
  })
}

/** What the disk does not take is not sent, and the teller is told so in the same words as for all money. */
function writtenDown<T>(write: () => T): T {
  try {
    return write()
  } catch (cause) {
    if (cause instanceof TellerError) throw cause
    throw new TellerError({ code: 'UNAVAILABLE', part: 'disk', reason: 'not-written' }, { cause })
  }
}

/**
 * The names of the document's example: the NIK and a moment, here that of the consent. The example's second one ends in `png`;
 * ours is a JPEG and says so.
 */
function photoNames(nationalId: string, consentedAt: Instant): Record<PhotoKind, string> {
  const { year, month, day, hour, minute, second } = wallClock(consentedAt, 'WIB')
  const stamp = `${year}${month}${day}${hour}${minute}${second}`
  return {
    'national-id': `pendaftaran/LMG_${nationalId}_KTP_${stamp}.jpg`,
    customer: `pendaftaran/LMG_${nationalId}_${stamp}.jpg`,
  }
}

/** `Lajang` is the document's; the others are those of identity cards. */
const MARITAL_WORDS: Record<MaritalStatus, string> = {
  single: 'Lajang',
  married: 'Kawin',
  divorced: 'Cerai hidup',
  widowed: 'Cerai mati',
}

function applicationOf(
  entries: OpeningEntries,
  names: Record<PhotoKind, string>,
  bankWords: Config['bankWords'],
): AccountApplication {
  const { firstDeposit, birthDate, gender, maritalStatus, ...asTyped } = entries
  const wordFor = (field: keyof Config['bankWords'], word: string) =>
    new Map(Object.entries(bankWords[field])).get(word) ?? word
  return {
    ...asTyped,
    profession: wordFor('profession', entries.profession),
    lastEducation: wordFor('lastEducation', entries.lastEducation),
    province: wordFor('province', entries.province),
    maritalStatus: wordFor('maritalStatus', MARITAL_WORDS[maritalStatus as MaritalStatus]),
    birthDate: readDate(birthDate)!,
    gender: gender as AccountApplication['gender'],
    firstDeposit: amountOf(firstDeposit),
    photos: { nationalId: names['national-id'], customer: names.customer },
  }
}

const refused = (field: string, rule: string) => new TellerError({ code: 'INVALID_INPUT', field, rule })
