import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PhotoKind } from '#shared/opening.ts'
import type { AttemptId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant, type Instant } from '#shared/time.ts'
import type { Clock } from './clock.ts'
import type { PhotoRecord, PhotoRecords } from './journal/photo-records.ts'
import type { SecretStore } from './keychain.ts'
import type { Log } from './log.ts'
import { sealFor } from './sealing.ts'
import { seal, shredFile, unseal, writeWhole } from './sealed-files.ts'

/**
 * Pictures of identity cards and customers. The API takes their names only, so they wait here, each sealed in a file of its own, are
 * handed over to the outlet's folder once the bank has confirmed the account, and are shredded after their time.
 */
export interface Photos {
  /** Keeps a picture for the form that a teller is filling in; an earlier one of this kind is shredded. */
  keep(teller: string, kind: PhotoKind, jpeg: Uint8Array): Promise<void>
  /** @returns undefined where the form has none, or it can no longer be read */
  show(teller: string, kind: PhotoKind): Promise<Uint8Array | undefined>
  /** The kinds that the form has. */
  kinds(teller: string): PhotoKind[]
  /** Gives the form's pictures the names under which the bank is told of them. */
  sendAs(teller: string, attemptId: AttemptId, names: Record<PhotoKind, string>): void
  /** Shreds the pictures of a form that is given up. */
  discard(teller: string): Promise<void>
  /** Where the pictures of an opened account are. */
  delivery(attemptId: AttemptId): PhotoDelivery
  /** Hands over what the bank has confirmed and shreds what has had its time. One at a time; never throws. */
  sweep(): Promise<void>
  stop(): void
}

export interface PhotoDelivery {
  /** `kept`: no folder is configured, they stay on this PC. `waiting`: the folder could not be written yet, it is tried again. */
  state: 'none' | 'kept' | 'delivered' | 'waiting'
  /** when they are shredded on this PC */
  shredAt?: Instant
}

interface Parts {
  records: PhotoRecords
  clock: Clock
  log: Log
  /** where the sealed files are */
  folder: string
  /** of AES-256; undefined where there is none to be had: then no picture can be taken, and none is touched */
  key: Buffer | undefined
  /** the outlet's folder for the bank; empty = none */
  deliverTo: string
  /** PEM file of the public key that they are sealed to before they are handed over; undefined: none, they are handed over open */
  sealTo: string | undefined
  retentionDays: number
}

/** What a picture is called behind its name where it is handed over sealed. */
export const SEALED_SUFFIX = '.sealed'
export const DAY_MS = 86_400_000
const SWEEP_EVERY_MS = 3_600_000

/**
 * The key of a profile's pictures: made once, kept in the keychain.
 * @returns undefined where the keychain cannot be used
 */
export async function photoKey(
  secrets: SecretStore,
  profileId: string,
  log: Log,
): Promise<Buffer | undefined> {
  const name = `photo-key:${profileId}`
  try {
    const known = await secrets.get(name)
    if (known) return Buffer.from(known, 'hex')
    const made = randomBytes(32)
    await secrets.set(name, made.toString('hex'))
    return made
  } catch (error) {
    log.warn('photo.no-key', { error })
    return undefined
  }
}

export function createPhotos(parts: Parts): Photos {
  const { records, clock, log, folder, deliverTo, sealTo, retentionDays } = parts
  const fileOf = (id: string) => join(folder, `${id}.photo`)

  const key = (): Buffer => {
    if (!parts.key) throw new TellerError({ code: 'UNAVAILABLE', part: 'keychain', reason: 'no-photo-key' })
    return parts.key
  }
  const read = async ({ id }: PhotoRecord) => unseal(await readFile(fileOf(id)), id, key())

  async function shred({ id }: PhotoRecord): Promise<void> {
    await shredFile(fileOf(id))
    records.shredded(id)
  }

  async function deliver(photo: PhotoRecord): Promise<void> {
    const path = join(deliverTo, photo.name!)
    const jpeg = await read(photo)
    // Read each time: a key that is missing keeps the picture here, and its renewal needs no restart.
    if (sealTo === undefined) await writeWhole(path, jpeg, 'shared')
    else await writeWhole(path + SEALED_SUFFIX, sealFor(await readFile(sealTo, 'utf8'), jpeg), 'shared')
    records.delivered(photo.id)
  }

  /** One after the other; a failed one stands in nobody's way. */
  async function each(photos: PhotoRecord[], act: (photo: PhotoRecord) => Promise<void>, failed: string) {
    for (const photo of photos) await act(photo).catch((error: unknown) => log.warn(failed, { error }))
  }
  const shredAll = (photos: PhotoRecord[]) => each(photos, shred, 'photo.not-shredded')

  /** Files that a crash left without a record: their form never had them. */
  async function shredStrays(): Promise<void> {
    const files = await readdir(folder).catch(() => [])
    const strays = files.filter((file) => !records.isKept(file.replace(/\.photo$/, '')))
    for (const file of strays) await shredFile(join(folder, file))
  }

  async function sweepOnce(): Promise<void> {
    if (deliverTo !== '') await each(records.undelivered(), deliver, 'photo.not-delivered')
    const before = toInstant(clock.now().getTime() - retentionDays * DAY_MS)
    await shredAll(records.outlived(before, deliverTo !== ''))
  }

  const quietly = (work: () => Promise<void>) =>
    work().catch((error: unknown) => log.warn('photo.not-swept', { error }))
  // Without the journal's records every file would look like a stray.
  const straysGone = parts.key ? quietly(shredStrays) : Promise.resolve()
  let swept = straysGone.then(() => quietly(sweepOnce))
  const sweep = () => (swept = swept.then(() => quietly(sweepOnce)))
  const timer = setInterval(() => void sweep(), SWEEP_EVERY_MS)
  timer.unref()

  return {
    async keep(teller, kind, jpeg) {
      await straysGone
      const earlier = records.ofForm(teller).filter((photo) => photo.kind === kind)
      const id = randomUUID()
      await writeWhole(fileOf(id), seal(jpeg, id, key()), 'private')
      records.add(id, kind, teller)
      await shredAll(earlier)
    },

    async show(teller, kind) {
      const photo = records.ofForm(teller).findLast((each) => each.kind === kind)
      if (!photo) return undefined
      try {
        return await read(photo)
      } catch (error) {
        log.warn('photo.unreadable', { error })
        await shredAll([photo])
        return undefined
      }
    },

    kinds: (teller) => [...new Set(records.ofForm(teller).map(({ kind }) => kind))],

    sendAs(teller, attemptId, names) {
      const newest = new Map(records.ofForm(teller).map(({ kind, id }) => [kind, id]))
      for (const [kind, id] of newest) records.nameFor(attemptId, id, names[kind])
    },

    discard: (teller) => shredAll(records.ofForm(teller)),

    delivery(attemptId) {
      const photos = records.ofAttempt(attemptId)
      if (!photos[0]) return { state: 'none' }
      const shredAt = toInstant(Date.parse(photos[0].takenAt) + retentionDays * DAY_MS)
      if (deliverTo === '') return { state: 'kept', shredAt }
      return { state: photos.every(({ deliveredAt }) => deliveredAt) ? 'delivered' : 'waiting', shredAt }
    },

    sweep,
    stop: () => clearInterval(timer),
  }
}
