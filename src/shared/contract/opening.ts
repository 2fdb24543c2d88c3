import { z } from 'zod'
import {
  OPENING_FIELDS,
  openingRule,
  PHOTO_KINDS,
  PHOTO_MAX_BYTES,
  tidied,
  type OpeningEntries,
  type OpeningField,
} from '../opening.ts'
import type { AttemptId } from '../references.ts'
import { instant, method, nothing, pin, uuid } from './fields.ts'
import { outcome } from './transaction.ts'

/** Opening an account: the form's draft with the customer's consent, its pictures, and what the form chooses from. Agents only. */

const typed = z.string().max(200)
const region = z.string().max(60)

const entries = (of: (field: OpeningField) => z.ZodType<string, string>) =>
  z.strictObject(
    Object.fromEntries(OPENING_FIELDS.map((field) => [field, of(field)])),
  ) as unknown as z.ZodType<OpeningEntries, OpeningEntries>

/** A form as far as it is filled: whatever was typed. */
const draftEntries = entries(() => typed)

/** A whole form, each field tidied and by its rule; the broken rule's name is the issue's message. */
const wholeEntries = entries((field) =>
  typed
    .transform((text) => tidied(field, text))
    .superRefine((text, context) => {
      const broken = openingRule(field, text)
      if (broken) context.addIssue({ code: 'custom', message: broken })
    }),
)

/** Every JPEG begins with these. */
const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
const jpeg = z
  .instanceof(Uint8Array)
  .refine((bytes) => bytes.length <= PHOTO_MAX_BYTES && isJpeg(bytes), 'photo-format')
const photoKind = z.enum(PHOTO_KINDS)

const AGENT = ['agent'] as const

const openingDraft = z.object({ consentedAt: instant, savedAt: instant, entries: draftEntries })

export const PHOTO_DELIVERY_STATES = ['none', 'kept', 'delivered', 'waiting'] as const

export const openingMethods = {
  /** The form that this person was filling in, also before a crash; without a PIN. */
  'opening.current': method(
    AGENT,
    nothing,
    z.object({ draft: openingDraft.optional(), photos: z.array(photoKind) }),
  ),
  /** The customer agrees, which is audited; from now on the form is kept. An earlier one is given up with its pictures. */
  'opening.begin': method(AGENT, nothing, z.object({ consentedAt: instant })),
  'opening.save': method(AGENT, z.strictObject({ entries: draftEntries }), nothing),
  /** Gives the form up, and shreds its pictures. */
  'opening.discard': method(AGENT, nothing, nothing),

  'opening.keepPhoto': method(AGENT, z.strictObject({ kind: photoKind, jpeg }), nothing),
  /** Absent where the form has none, or it can no longer be read. */
  'opening.showPhoto': method(
    AGENT,
    z.strictObject({ kind: photoKind }),
    z.object({ jpeg: z.instanceof(Uint8Array).optional() }),
  ),
  /** The window may ask for the camera only while this is allowed; leaving the counter takes it back. */
  'opening.allowCamera': method(AGENT, z.strictObject({ allowed: z.boolean() }), nothing),
  /** Consent and pictures are main's own: it keeps them with the draft. */
  'opening.submit': method(
    AGENT,
    z.strictObject({ attemptId: uuid<AttemptId>(), entries: wholeEntries, pin }),
    outcome,
  ),
  /** Where the pictures of a sent form are. `kept`: no folder is configured. `waiting`: the folder cannot be written yet. */
  'opening.photoDelivery': method(
    AGENT,
    z.strictObject({ attemptId: uuid<AttemptId>() }),
    z.object({ state: z.enum(PHOTO_DELIVERY_STATES), shredAt: instant.optional() }),
  ),

  /** The names one level below what is given: provinces, then regencies and cities, districts, and villages. */
  'opening.regions': method(
    AGENT,
    z.strictObject({ province: region, city: region, district: region }),
    z.object({ names: z.array(z.string()) }),
  ),
  /** What the bank says; none for a place that it does not know. */
  'opening.postalCodes': method(
    AGENT,
    z.strictObject({ province: region, city: region, district: region, kelurahan: region }),
    z.object({ codes: z.array(z.string()) }),
  ),
} as const
