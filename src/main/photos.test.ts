import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PhotoKind } from '#shared/opening.ts'
import { toInstant } from '#shared/time.ts'
import { testClock } from '../../tests/support/clocks.ts'
import { intentOf, moneyJournalOf, openJournal } from '../../tests/support/journal.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { photoOf } from '../../tests/support/opening.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createPhotoRecords } from './journal/photo-records.ts'
import { createPhotos, DAY_MS, SEALED_SUFFIX } from './photos.ts'
import { openSealed } from './sealing.ts'

const TELLER = 'BNIUS100294'
const KEY = Buffer.alloc(32, 7)
const CARD = photoOf('kartu tanda penduduk')
const FACE = photoOf('wajah nasabah')
const NAMES: Record<PhotoKind, string> = {
  'national-id': 'pendaftaran/LMG_1234_KTP_20181005221057.jpg',
  customer: 'pendaftaran/LMG_1234_20181005221057.jpg',
}

function openPhotos({ deliver = false, keyless = false } = {}) {
  const home = temporaryFolder()
  const folder = join(home, 'photos')
  const deliverTo = deliver ? join(home, 'for the bank') : ''
  const clock = testClock()
  const database = openJournal()
  const log = eventLog()
  const records = createPhotoRecords(database, clock)
  const key = keyless ? undefined : KEY
  const parts = {
    records,
    clock,
    log,
    folder,
    key,
    deliverTo,
    sealTo: undefined as string | undefined,
    retentionDays: 30,
  }
  const start = (changes: Partial<typeof parts> = {}) => {
    const photos = createPhotos({ ...parts, ...changes })
    onTestFinished(photos.stop)
    return photos
  }
  const photos = start()
  const journal = moneyJournalOf(database, clock)
  return {
    ...{ photos, folder, deliverTo, clock, log, journal, start },
    files: () => (existsSync(folder) ? readdirSync(folder) : []),
    /** Keeps both pictures, names them for an attempt, and lets its transaction begin. */
    async send() {
      await photos.keep(TELLER, 'national-id', CARD)
      await photos.keep(TELLER, 'customer', FACE)
      const intent = intentOf({ kind: 'open-account' })
      photos.sendAs(TELLER, intent.attemptId, NAMES)
      journal.beginSending(intent)
      const settle = (event: 'confirm' | 'reject' | 'lose') =>
        journal.settle(intent.id, event, { evidence: '' }, 'bank')
      return { ...intent, settle }
    },
  }
}

describe('kept pictures', () => {
  it('are shown again, and can be read by nobody else', async () => {
    const { photos, folder, files } = openPhotos()
    await photos.keep(TELLER, 'national-id', CARD)
    expect(photos.kinds(TELLER)).toEqual(['national-id'])
    expect(await photos.show(TELLER, 'national-id')).toEqual(CARD)
    expect(await photos.show(TELLER, 'customer')).toBeUndefined()
    expect(await photos.show('another', 'national-id')).toBeUndefined()
    expect(files()).toHaveLength(1)
    const path = join(folder, files()[0]!)
    expect(readFileSync(path).includes('kartu')).toBe(false)
    expect(readFileSync(path).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('make the earlier one of their kind go', async () => {
    const { photos, files } = openPhotos()
    await photos.keep(TELLER, 'customer', CARD)
    await photos.keep(TELLER, 'customer', FACE)
    expect(files()).toHaveLength(1)
    expect(await photos.show(TELLER, 'customer')).toEqual(FACE)
  })

  it('that somebody changed, or put in the place of another, are none', async () => {
    const { photos, folder, files, log } = openPhotos()
    await photos.keep(TELLER, 'national-id', CARD)
    const card = join(folder, files()[0]!)
    await photos.keep('another', 'national-id', FACE)
    const other = join(
      folder,
      files().find((file) => join(folder, file) !== card)!,
    )
    writeFileSync(card, readFileSync(other))
    expect(await photos.show(TELLER, 'national-id')).toBeUndefined()
    expect(photos.kinds(TELLER)).toEqual([])
    expect(log.events).toContain('photo.unreadable')
  })

  it('are refused while there is no key to seal them', async () => {
    const { photos, files } = openPhotos({ keyless: true })
    await expect(photos.keep(TELLER, 'customer', FACE)).rejects.toMatchObject({
      failure: { code: 'UNAVAILABLE', part: 'keychain' },
    })
    expect(files()).toEqual([])
  })

  it('go with the form that is given up', async () => {
    const { photos, files } = openPhotos()
    await photos.keep(TELLER, 'customer', FACE)
    await photos.discard(TELLER)
    expect(files()).toEqual([])
    expect(photos.kinds(TELLER)).toEqual([])
  })
})

describe('handing over', () => {
  it('waits for the bank to confirm, then gives each its name', async () => {
    const { photos, deliverTo, send } = openPhotos({ deliver: true })
    const { settle, attemptId } = await send()
    await photos.sweep()
    expect(existsSync(deliverTo)).toBe(false)
    settle('confirm')
    expect(photos.delivery(attemptId).state).toBe('waiting')
    await photos.sweep()
    expect(photos.delivery(attemptId).state).toBe('delivered')
    expect(new Uint8Array(readFileSync(join(deliverTo, NAMES['national-id'])))).toEqual(CARD)
    expect(new Uint8Array(readFileSync(join(deliverTo, NAMES.customer)))).toEqual(FACE)
    expect(readdirSync(join(deliverTo, 'pendaftaran'))).toHaveLength(2)
  })

  it('leaves the pictures of a refused form to its next attempt', async () => {
    const { photos, deliverTo, send } = openPhotos({ deliver: true })
    const { settle } = await send()
    expect(photos.kinds(TELLER)).toEqual([])
    settle('reject')
    await photos.sweep()
    expect(existsSync(deliverTo)).toBe(false)
    expect(photos.kinds(TELLER)).toEqual(['national-id', 'customer'])
  })

  it('is tried again until the folder can be written', async () => {
    const { photos, deliverTo, send, log } = openPhotos({ deliver: true })
    writeFileSync(deliverTo, 'a file where the folder should be')
    const { settle, attemptId } = await send()
    settle('confirm')
    await photos.sweep()
    expect(photos.delivery(attemptId).state).toBe('waiting')
    expect(log.events).toContain('photo.not-delivered')
    rmSync(deliverTo)
    await photos.sweep()
    expect(photos.delivery(attemptId).state).toBe('delivered')
  })

  it('is made up for by the next start', async () => {
    const { photos, send, start } = openPhotos({ deliver: true })
    const { settle, attemptId } = await send()
    settle('confirm')
    photos.stop()
    const next = start()
    await next.sweep()
    expect(next.delivery(attemptId).state).toBe('delivered')
  })

  it('seals them to the bank’s public key where there is one, and to nobody else', async () => {
    const { photos, deliverTo, send, start } = openPhotos({ deliver: true })
    const bank = generateKeyPairSync('rsa', {
      modulusLength: 3_072,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const sealTo = join(temporaryFolder(), 'bank.pem')
    photos.stop()
    const sealing = start({ sealTo })
    const { settle, attemptId } = await send()
    settle('confirm')
    await sealing.sweep()
    // Without the key they stay here: never are they handed over open.
    expect(sealing.delivery(attemptId).state).toBe('waiting')
    expect(existsSync(deliverTo)).toBe(false)

    writeFileSync(sealTo, bank.publicKey)
    await sealing.sweep()
    expect(sealing.delivery(attemptId).state).toBe('delivered')
    const names = Object.values(NAMES).map((name) => `${name}${SEALED_SUFFIX}`)
    expect(readdirSync(join(deliverTo, 'pendaftaran')).sort()).toEqual(
      names.map((name) => basename(name)).sort(),
    )
    const opened = names.map((name) => {
      const sealed = readFileSync(join(deliverTo, name))
      expect(sealed.includes('kartu')).toBe(false)
      expect(sealed.includes('wajah')).toBe(false)
      return new Uint8Array(openSealed(bank.privateKey, sealed))
    })
    expect(opened).toEqual([CARD, FACE])
  })

  it('without a folder keeps them here, and says until when', async () => {
    const { photos, files, send, clock } = openPhotos()
    const { settle, attemptId } = await send()
    settle('confirm')
    await photos.sweep()
    const shredAt = toInstant(clock.now().getTime() + 30 * DAY_MS)
    expect(photos.delivery(attemptId)).toEqual({ state: 'kept', shredAt })
    expect(files()).toHaveLength(2)
  })
})

describe('shredding', () => {
  it('comes after the configured days, not before', async () => {
    const { photos, files, send, clock } = openPhotos({ deliver: true })
    const { settle } = await send()
    settle('confirm')
    clock.pass(30 * DAY_MS)
    await photos.sweep()
    expect(files()).toHaveLength(2)
    clock.pass(1)
    await photos.sweep()
    expect(files()).toEqual([])
  })

  it('spares what an unknown may yet need, and what could not be handed over', async () => {
    const { photos, files, send, clock, deliverTo } = openPhotos({ deliver: true })
    const { settle } = await send()
    settle('lose')
    clock.pass(31 * DAY_MS)
    await photos.sweep()
    expect(files()).toHaveLength(2)
    writeFileSync(deliverTo, 'a file where the folder should be')
    settle('confirm')
    await photos.sweep()
    expect(files()).toHaveLength(2)
    rmSync(deliverTo)
    await photos.sweep()
    expect(files()).toEqual([])
    expect(readdirSync(join(deliverTo, 'pendaftaran'))).toHaveLength(2)
  })

  it('takes the pictures of a form that nobody came back to', async () => {
    const { photos, files, clock } = openPhotos()
    await photos.keep(TELLER, 'customer', FACE)
    clock.pass(30 * DAY_MS + 1)
    await photos.sweep()
    expect(files()).toEqual([])
  })

  it('takes the files that a crash left without a record', async () => {
    const { photos, folder, files, start } = openPhotos()
    await photos.keep(TELLER, 'customer', FACE)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'left-behind.photo'), 'x')
    writeFileSync(join(folder, 'half.photo.part'), 'x')
    await start().sweep()
    expect(files()).toHaveLength(1)
    expect(await photos.show(TELLER, 'customer')).toEqual(FACE)
  })
})
