import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { contract } from '#shared/contract.ts'
import { rupiah } from '#shared/money.ts'
import { emptyOpening, type OpeningEntries } from '#shared/opening.ts'
import type { Pin } from '#shared/references.ts'
import { documentProfile, newAttempt, openCounter } from '../../../tests/support/counter.ts'
import { openAudit } from '../../../tests/support/journal.ts'
import { documentOpening, photoOf } from '../../../tests/support/opening.ts'
import { AGENT, startBank } from '../../../tests/support/sandbox.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { signIn } from '../bank/authentication.ts'
import type { Config } from '../config.ts'
import { createOpeningDrafts } from '../journal/opening-drafts.ts'
import { createPhotoRecords } from '../journal/photo-records.ts'
import { createPhotos } from '../photos.ts'
import { openingHandlers, submitOpening } from './open-account.ts'

const PATH = '/bsa/openAccount'
const CARD = photoOf('kartu tanda penduduk')
const FACE = photoOf('wajah nasabah')
const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })

/** An agent who has signed in at the sandbox, with both pictures of a customer who agreed. */
async function agentAtCounter({ timeoutMs = 30_000, training = true, agreed = true } = {}) {
  const bank = await startBank({ timeoutMs })
  const { sessionId } = await signIn(bank.client, AGENT.username, AGENT.password)
  const counter = openCounter(sessionId)
  const { clock, log, database } = counter
  const home = temporaryFolder()
  const deliverTo = join(home, 'for the bank')
  const photos = createPhotos({
    ...{
      clock,
      log,
      deliverTo,
      sealTo: undefined,
      retentionDays: 30,
      folder: join(home, 'photos'),
      key: Buffer.alloc(32, 7),
    },
    records: createPhotoRecords(database, clock),
  })
  onTestFinished(photos.stop)
  const audit = openAudit(database, clock)
  const bankWords: Config['bankWords'] = {
    maritalStatus: {},
    lastEducation: {},
    profession: {},
    province: {},
  }
  const camera: boolean[] = []
  const parts = {
    ...{ ...counter, bank: bank.client, photos, training, bankWords, zone: 'WIB' as const },
    drafts: createOpeningDrafts(database, clock, audit),
    allowCamera: (allowed: boolean) => void camera.push(allowed),
  }
  const handlers = openingHandlers(parts)
  if (agreed) {
    await handlers['opening.begin']()
    await handlers['opening.keepPhoto']({ kind: 'national-id', jpeg: CARD })
    await handlers['opening.keepPhoto']({ kind: 'customer', jpeg: FACE })
  }
  return {
    ...{ bank, counter, parts, handlers, audit, deliverTo, camera },
    /** @param changes to the document's application */
    submit: (changes: Partial<OpeningEntries> = {}, attemptId = newAttempt(), pin = AGENT.pin as Pin) =>
      submitOpening(parts, { attemptId, entries: { ...documentOpening, ...changes }, pin }),
    requests: () => bank.sandbox.requests().filter(({ path }) => path.endsWith(PATH)),
    delivered: () => (existsSync(deliverTo) ? readdirSync(deliverTo, { recursive: true }).sort() : []),
  }
}

describe('an opening', () => {
  it('that the disk refuses is not sent, and says so', async () => {
    const { submit, requests, counter } = await agentAtCounter()
    counter.database.exec('PRAGMA query_only = ON')
    await expect(submit()).rejects.toEqual(failing({ code: 'UNAVAILABLE', part: 'disk' }))
    counter.database.exec('PRAGMA query_only = OFF')
    expect(requests()).toEqual([])
  })

  it("sends the document's fields, names and words, and nothing else", async () => {
    const { submit, requests, parts } = await agentAtCounter()
    Object.assign(parts.bankWords, { province: { jatim: 'JAWA TIMUR' } })
    const outcome = await submit()
    expect(outcome).toMatchObject({
      state: 'confirmed',
      kind: 'open-account',
      amount: rupiah(100_000),
      fee: 0n,
    })
    expect(outcome.accountNumber).toMatch(/^\d{4,}$/)
    expect(outcome.receipt?.kind).toBe('open-account')
    expect(requests().map(({ body }) => body)).toEqual([
      {
        pin_transaksi: '******',
        name: 'gabymars yofie',
        email: 'gaby@email.com',
        mother_name: 'mamih',
        profession: 'karyawan swasta',
        last_education: 'sma',
        status_nikah: 'Lajang',
        pob: 'sby',
        dob: '1997-08-01',
        ktp: '12345678900876',
        gender: 'l',
        address: 'waru',
        rt: '022',
        rw: '001',
        zip_code: '12345',
        kelurahan: 'waru',
        kecamatan: 'waru',
        city: 'sidoarjo',
        state: 'JAWA TIMUR',
        hp: '08998321234',
        phone: '0319909221',
        income: '1',
        jumlah_transaksi: '1',
        deposit: '100000',
        image: {
          ktp: 'pendaftaran/LMG_12345678900876_KTP_20261122164207.jpg',
          foto: 'pendaftaran/LMG_12345678900876_20261122164207.jpg',
        },
      },
    ])
  })

  it('hands the pictures over under the names that the bank was told', async () => {
    const { submit, requests, delivered, deliverTo, handlers } = await agentAtCounter()
    const attemptId = newAttempt()
    await submit({}, attemptId)
    expect(await handlers['opening.photoDelivery']({ attemptId })).toMatchObject({ state: 'delivered' })
    const { ktp, foto } = (requests()[0]!.body as { image: { ktp: string; foto: string } }).image
    expect(delivered()).toEqual(['pendaftaran', foto, ktp])
    expect(new Uint8Array(readFileSync(join(deliverTo, ktp)))).toEqual(CARD)
    expect(handlers['opening.current']()).toEqual({ photos: [] })
  })

  it('is refused without consent, and without either picture', async () => {
    const without = await agentAtCounter({ agreed: false })
    const keep = (kind: 'national-id' | 'customer') =>
      without.handlers['opening.keepPhoto']({ kind, jpeg: CARD })
    await expect(keep('customer')).rejects.toEqual(failing({ code: 'INVALID_INPUT', rule: 'consent' }))
    await expect(without.submit()).rejects.toEqual(failing({ code: 'INVALID_INPUT', rule: 'photo-missing' }))
    await without.handlers['opening.begin']()
    await keep('national-id')
    await expect(without.submit()).rejects.toEqual(
      failing({ field: 'photos.customer', rule: 'photo-missing' }),
    )
    expect(without.requests()).toEqual([])
  })

  it('asks for a whole NIK in live mode, and for a birthday that has been', async () => {
    const { submit, requests } = await agentAtCounter({ training: false })
    await expect(submit()).rejects.toEqual(failing({ field: 'entries.nationalId', rule: 'nik-length' }))
    await expect(submit({ nationalId: '3515010108970001', birthDate: '23-11-2026' })).rejects.toEqual(
      failing({ field: 'entries.birthDate', rule: 'date-future' }),
    )
    expect(requests()).toEqual([])
    expect(await submit({ nationalId: '3515010108970001' })).toMatchObject({ state: 'confirmed' })
  })

  it('refused by the bank leaves form and pictures to another try', async () => {
    const { submit, handlers, delivered } = await agentAtCounter()
    expect(await submit({}, newAttempt(), '000000' as Pin)).toMatchObject({
      state: 'rejected',
      pinRefused: true,
    })
    expect(handlers['opening.current']()).toMatchObject({
      draft: { entries: documentOpening },
      photos: ['national-id', 'customer'],
    })
    expect(delivered()).toEqual([])
    expect(await submit()).toMatchObject({ state: 'confirmed' })
  })

  it('that is unknown keeps its pictures, and no second account for this person follows it', async () => {
    const { submit, bank, handlers, requests, delivered } = await agentAtCounter({ timeoutMs: 300 })
    bank.sandbox.setFaults([{ kind: 'drop-after', match: { path: PATH } }])
    expect(await submit()).toMatchObject({ state: 'unknown', accountNumber: '' })
    bank.sandbox.setFaults([])
    expect(handlers['opening.current']()).toEqual({ photos: [] })
    await handlers['opening.begin']()
    await handlers['opening.keepPhoto']({ kind: 'national-id', jpeg: CARD })
    await handlers['opening.keepPhoto']({ kind: 'customer', jpeg: FACE })
    await expect(submit({ firstDeposit: '50.000' })).rejects.toEqual(failing({ rule: 'same-person' }))
    expect(requests()).toHaveLength(1)
    expect(delivered()).toEqual([])
    // Another customer's first deposit may well be the same.
    expect(await submit({ nationalId: '3515010108970002' })).toMatchObject({ state: 'confirmed' })
  })

  it('submitted twice is one account', async () => {
    const { submit, requests } = await agentAtCounter()
    const attemptId = newAttempt()
    const all = [
      ...(await Promise.all([submit({}, attemptId), submit({}, attemptId)])),
      await submit({}, attemptId),
    ]
    expect(new Set(all.map(({ transactionId }) => transactionId)).size).toBe(1)
    expect(requests()).toHaveLength(1)
  })
})

describe('the form', () => {
  it('is kept from the consent on, which the audit trail has with time and name', async () => {
    const { handlers, audit, parts } = await agentAtCounter()
    const entries = { ...emptyOpening(), name: 'gabymars yofie' }
    handlers['opening.save']({ entries })
    const { draft } = handlers['opening.current']()
    expect(draft?.entries).toEqual(entries)
    expect(audit.of('').filter(({ event }) => event === 'consent')).toMatchObject([
      { actor: documentProfile.username, at: draft?.consentedAt, detail: { to: 'open-account' } },
    ])
    await handlers['opening.discard']()
    expect(handlers['opening.current']()).toEqual({ photos: [] })
    expect(parts.photos.kinds(documentProfile.username)).toEqual([])
  })

  it('shows its pictures again', async () => {
    const { handlers } = await agentAtCounter()
    expect(await handlers['opening.showPhoto']({ kind: 'customer' })).toEqual({ jpeg: FACE })
    await handlers['opening.begin']()
    expect(await handlers['opening.showPhoto']({ kind: 'customer' })).toEqual({})
  })

  it('opens the camera when it is asked to, and shuts it again', async () => {
    const { handlers, camera } = await agentAtCounter()
    handlers['opening.allowCamera']({ allowed: true })
    handlers['opening.allowCamera']({ allowed: false })
    expect(camera).toEqual([true, false])
  })
})

describe('at the border', () => {
  const entries = (changes: object) =>
    contract['opening.submit'].input.safeParse({
      attemptId: newAttempt(),
      entries: { ...documentOpening, ...changes },
      pin: AGENT.pin,
    })

  it('a form is tidied, and a field that breaks its rule named with it', () => {
    expect(
      entries({ name: ' gabymars  yofie ', rt: '2', mobilePhone: '0899-8321-234' }).data?.entries,
    ).toMatchObject({
      name: 'gabymars yofie',
      rt: '002',
      mobilePhone: '08998321234',
    })
    for (const [field, text, rule] of [
      ['nationalId', '1234x', 'nik-digits'],
      ['nationalId', '12345678901234567', 'nik-length'],
      ['motherName', '', 'required'],
      ['gender', 'l', 'choose'],
      ['firstDeposit', '0', 'amount-zero'],
    ] as const) {
      expect(entries({ [field]: text }).error?.issues).toMatchObject([
        { path: ['entries', field], message: rule },
      ])
    }
    expect(entries({ pob: 'sby' }).success).toBe(false)
  })

  it('a picture is a JPEG of a size that a scan of a card needs', () => {
    const photo = (jpeg: unknown) =>
      contract['opening.keepPhoto'].input.safeParse({ kind: 'customer', jpeg }).success
    expect(photo(CARD)).toBe(true)
    expect(photo(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBe(false)
    expect(photo('/9j/')).toBe(false)
    const large = new Uint8Array(600_001)
    large.set([0xff, 0xd8, 0xff])
    expect(photo(large)).toBe(false)
  })
})
