import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WaitingReason } from '#shared/contract/updates.ts'
import { testClock, type TestClock } from '../../tests/support/clocks.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { createLog } from './log.ts'
import { updatePlan } from './update-plan.ts'
import { createUpdates, hindranceOf, UpdateError, type Release, type Updater } from './updates.ts'

const HOUR_MS = 3_600_000
/** 20.30 WIB, half an hour before work ends */
const EVENING = '2026-11-22T13:30:00.000Z'
const RELEASE: Release = { version: '1.3.0', sha512: 'x' }

/** A server and an installer that do what a test says; the real ones are in updater.test.ts. */
function updaterOf(act: Partial<Updater> = {}) {
  const done: string[] = []
  const note =
    <A extends unknown[], R>(name: string, work: (...args: A) => R) =>
    (...args: A): R => {
      done.push(name)
      return work(...args)
    }
  const updater: Updater = {
    find: note('find', act.find ?? (() => Promise.resolve(RELEASE))),
    fetch: note('fetch', act.fetch ?? (() => Promise.resolve('/packages/teller_1.3.0.deb'))),
    recheck: note('recheck', act.recheck ?? (() => Promise.resolve())),
    install: note('install', act.install ?? (() => undefined)),
  }
  return { updater, done }
}

interface Given {
  clock?: TestClock
  folder?: string
  act?: Partial<Updater>
  install?: boolean
  version?: string
  hindrance?: () => WaitingReason | undefined
  chance?: number
}

function keeper({ clock = testClock(EVENING), folder = temporaryFolder(), ...given }: Given = {}) {
  const { updater, done } = updaterOf(given.act)
  const plan = updatePlan(() => true).parse({ url: 'https://bank.example/', install: given.install ?? true })
  const make = (version = given.version ?? '1.2.3') =>
    createUpdates({
      ...{ plan, zone: 'WIB', clock, folder, version, log: createLog(join(folder, 'logs')) },
      load: () => Promise.resolve(updater),
      hindrance: given.hindrance ?? (() => undefined),
      chance: given.chance ?? 0,
    })
  const updates = make()
  /** Lets time go by and looks, as the timer would. */
  const after = async (hours: number) => {
    clock.pass(hours * HOUR_MS)
    await updates.look()
    return updates.view()
  }
  return { updates, make, done, clock, folder, after }
}

const log = (folder: string) => readFileSync(join(folder, 'logs', 'teller.log'), 'utf8')

describe('the server is asked', () => {
  it('never where none is configured', async () => {
    const folder = temporaryFolder()
    const parts = { zone: 'WIB', clock: testClock(), folder, version: '1.2.3', chance: 0 } as const
    const load = () => Promise.reject(new Error('loaded'))
    const updates = createUpdates({
      ...parts,
      ...{ plan: undefined, load, hindrance: () => undefined, log: createLog(folder) },
    })
    await updates.look()
    expect(updates.view()).toEqual({ state: 'off' })
  })

  it('not in working hours, and once after them, whatever comes of it', async () => {
    const { after, done } = keeper({
      act: { find: () => Promise.reject(new UpdateError({ state: 'failed', reason: 'not-reached' })) },
    })
    expect(await after(0)).toEqual({ state: 'unasked' })
    expect(await after(0.5)).toMatchObject({ state: 'failed', reason: 'not-reached' })
    for (let hours = 0; hours < 12; hours++) await after(1)
    expect(done).toEqual(['find'])
    await after(12)
    expect(done).toEqual(['find', 'find'])
  })

  it('not by a clock that cannot be right', async () => {
    const clock = testClock('2020-01-01T16:00:00.000Z')
    const { after, done } = keeper({ clock })
    expect(await after(0)).toEqual({ state: 'unasked' })
    clock.learn('Sun, 22 Nov 2026 16:00:00 GMT')
    await after(0)
    expect(done).toContain('find')
  })

  it('not again in one night by a program that is started again', async () => {
    const { after, done, make } = keeper({ act: { find: () => Promise.resolve(undefined) } })
    expect(await after(1)).toMatchObject({ state: 'current' })
    const again = make()
    await again.look()
    expect(again.view()).toMatchObject({ state: 'current' })
    expect(done).toEqual(['find'])
  })

  it('up to half an hour later, so that a thousand counters do not come at once', async () => {
    const { after, done } = keeper({ chance: 0.99 })
    await after(0.5)
    await after(0.4)
    expect(done).toEqual([])
    await after(0.1)
    expect(done).toContain('find')
  })
})

describe('a package that was fetched', () => {
  it('is left for whoever installs, unless the program may', async () => {
    const { after, done, folder } = keeper({ install: false })
    expect(await after(1)).toMatchObject({
      ...{ state: 'waiting', reason: 'by-hand', version: '1.3.0', file: '/packages/teller_1.3.0.deb' },
    })
    expect(done).toEqual(['find', 'fetch'])
    expect(log(folder)).toContain('"reason":"by-hand","version":"1.3.0"')
  })

  it('is looked at again and installed', async () => {
    const { after, done } = keeper()
    await after(1)
    expect(done).toEqual(['find', 'fetch', 'recheck', 'install'])
  })

  it.each<WaitingReason>(['signed-in', 'sending', 'unknown', 'receipts', 'not-installed', 'training'])(
    'waits while something stands against it: %s',
    async (reason) => {
      let hindrance: WaitingReason | undefined = reason
      const { after, done } = keeper({ hindrance: () => hindrance })
      expect(await after(1)).toMatchObject({ state: 'waiting', reason })
      await after(1)
      expect(done).toEqual(['find', 'fetch'])
      hindrance = undefined
      await after(1)
      expect(done).toEqual(['find', 'fetch', 'recheck', 'install'])
    },
  )

  it('is not installed where somebody signs in while it is looked at', async () => {
    let hindrance: WaitingReason | undefined
    const { after, done } = keeper({
      hindrance: () => hindrance,
      act: {
        recheck: () => {
          hindrance = 'signed-in'
          return Promise.resolve()
        },
      },
    })
    expect(await after(1)).toMatchObject({ state: 'waiting', reason: 'signed-in' })
    expect(done).not.toContain('install')
  })

  it('is not installed by a program that is ending', async () => {
    const { updates, clock, done } = keeper({
      act: {
        recheck: () => {
          updates.stop()
          return Promise.resolve()
        },
      },
    })
    clock.pass(HOUR_MS)
    await updates.look()
    expect(done).toEqual(['find', 'fetch', 'recheck'])
  })

  it('is not installed in working hours, though nothing stands against it any more', async () => {
    let hindrance: WaitingReason | undefined = 'unknown'
    const { after, done } = keeper({ hindrance: () => hindrance })
    await after(1)
    hindrance = undefined
    for (let hours = 9; hours < 23; hours++) await after(hours === 9 ? 9 : 1)
    expect(done).toEqual(['find', 'fetch'])
    // The next evening the server is asked first: what it has withdrawn is not installed.
    await after(2)
    expect(done).toEqual(['find', 'fetch', 'find', 'fetch', 'recheck', 'install'])
  })

  it('is not installed once it is another than was fetched', async () => {
    const broken = () =>
      Promise.reject(new UpdateError({ state: 'refused', reason: 'wrong-hash' }, RELEASE.version))
    const { after, done } = keeper({ act: { recheck: broken } })
    expect(await after(1)).toMatchObject({ state: 'refused', reason: 'wrong-hash', version: '1.3.0' })
    await after(1)
    expect(done).toEqual(['find', 'fetch', 'recheck'])
  })

  it('is not fetched on into working hours', async () => {
    let begun: (signal: AbortSignal) => void
    const fetching = new Promise<AbortSignal>((resolve) => (begun = resolve))
    const { updates, clock } = keeper({
      act: {
        fetch: (_release, signal) =>
          new Promise((_, reject) => {
            begun(signal)
            signal.addEventListener('abort', () =>
              reject(new UpdateError({ state: 'failed', reason: 'out-of-time' }, RELEASE.version)),
            )
          }),
      },
    })
    clock.pass(HOUR_MS)
    const evening = updates.look()
    const signal = await fetching
    clock.pass(9 * HOUR_MS)
    await updates.look()
    await evening
    expect(signal.aborted).toBe(true)
    expect(updates.view()).toMatchObject({ state: 'failed', reason: 'out-of-time', version: '1.3.0' })
  })
})

describe('an installer', () => {
  it('that worked is known by the version that runs', async () => {
    const { after, make, folder } = keeper()
    await after(1)
    expect(make('1.3.0').view()).toMatchObject({ state: 'current' })
    expect(log(folder)).toContain('update.installed')
  })

  it('that did not work is told at the next start, and tried three times in all', async () => {
    const { after, make, done } = keeper()
    await after(1)
    expect(make().view()).toMatchObject({ state: 'failed', reason: 'installer', version: '1.3.0' })
    for (let night = 2; night <= 5; night++) await after(24)
    expect(done.filter((what) => what === 'install')).toHaveLength(3)
    expect(await after(24)).toMatchObject({ state: 'waiting', reason: 'tried' })
  })

  it('that does not start is told', async () => {
    const { after } = keeper({
      act: {
        install() {
          throw new UpdateError({ state: 'failed', reason: 'installer' })
        },
      },
    })
    expect(await after(1)).toMatchObject({ state: 'failed', reason: 'installer' })
  })
})

it('begins anew where its notes cannot be read', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'updates.json'), '{"askedMs": "yesterday"')
  const { updates, after } = keeper({ folder, install: false })
  expect(updates.view()).toEqual({ state: 'unasked' })
  expect(await after(1)).toMatchObject({ state: 'waiting' })
})

it('nothing stands against an installation only where a live, installed workstation rests', () => {
  const rests = { packaged: true, training: false, signedOut: true, sending: false, unknowns: 0, receipts: 0 }
  expect(hindranceOf(rests)).toBeUndefined()
  expect(hindranceOf({ ...rests, packaged: false })).toBe('not-installed')
  expect(hindranceOf({ ...rests, training: true })).toBe('training')
  expect(hindranceOf({ ...rests, signedOut: false })).toBe('signed-in')
  expect(hindranceOf({ ...rests, sending: true })).toBe('sending')
  expect(hindranceOf({ ...rests, unknowns: 1 })).toBe('unknown')
  expect(hindranceOf({ ...rests, receipts: 1 })).toBe('receipts')
})
