import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  updateView,
  type FailedReason,
  type RefusedReason,
  type UpdateView,
  type WaitingReason,
} from '#shared/contract/updates.ts'
import { toInstant, type Zone } from '#shared/time.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { quietTime, type QuietTime, type UpdatePlan } from './update-plan.ts'

/** A release that the server offers and that may be taken. */
export interface Release {
  version: string
  /** Base64 of the SHA-512 of its package */
  sha512: string
}

/** Asks, fetches and starts the installer: {@link loadUpdater}, over electron-updater. */
export interface Updater {
  /** @returns undefined where this version is the newest. @throws UpdateError */
  find(): Promise<Release | undefined>
  /** @returns the path of the package, whose hash was found right. @throws UpdateError */
  fetch(release: Release, ending: AbortSignal): Promise<string>
  /** Looks at the package again. @throws UpdateError when it is no longer what was fetched */
  recheck(release: Release, file: string): Promise<void>
  /** Starts the installer and ends the program. @throws UpdateError where it does not start */
  install(): void
}

/** A release that is not taken, or could not be had. */
export class UpdateError extends Error {
  readonly outcome: { state: 'refused'; reason: RefusedReason } | { state: 'failed'; reason: FailedReason }
  readonly version: string | undefined

  constructor(outcome: UpdateError['outcome'], version?: string, cause?: unknown) {
    super(outcome.reason, { cause })
    this.outcome = outcome
    this.version = version
  }
}

export interface Updates {
  view(): UpdateView
  /** Does what is due. Called every minute; a test calls it itself. */
  look(): Promise<void>
  stop(): void
}

interface Parts {
  plan: UpdatePlan | undefined
  zone: Zone
  clock: Clock
  log: Log
  /** of this mode: `updates.json` is there */
  folder: string
  /** of the program that runs */
  version: string
  load: () => Promise<Updater>
  /** why nothing may be installed just now; undefined: it may */
  hindrance: () => WaitingReason | undefined
  /** 0 to 1: spreads the questions of many counters over half an hour */
  chance?: number
}

/** What is asked of the workstation before an installer starts, which ends it. */
interface Facts {
  /** installed, not run from a project folder */
  packaged: boolean
  training: boolean
  signedOut: boolean
  /** an order is under way */
  sending: boolean
  /** open unknowns, those included that could not be written */
  unknowns: number
  /** receipts that are queued, or of which nobody knows whether they were printed, or that a printer refused today */
  receipts: number
}

/** The first that stands against an installation. */
export function hindranceOf(facts: Facts): WaitingReason | undefined {
  if (!facts.packaged) return 'not-installed'
  // A live workstation may be open beside it, whose files would go.
  if (facts.training) return 'training'
  if (!facts.signedOut) return 'signed-in'
  if (facts.sending) return 'sending'
  if (facts.unknowns > 0) return 'unknown'
  return facts.receipts > 0 ? 'receipts' : undefined
}

/** After the start, which has better things to do. */
const FIRST_LOOK_MS = 5_000
const LOOK_EVERY_MS = 60_000
const SPREAD_MS = 30 * 60_000

/** An installer that ended without a newer version this often is not started again: it would end the same way every night. */
const MAX_INSTALLS = 3

const stored = z.object({
  /** the quiet time in which the server was last asked */
  askedMs: z.number(),
  view: updateView,
  installs: z.object({ version: z.string(), count: z.number() }).optional(),
})
type Stored = z.infer<typeof stored>

/**
 * Keeps the program up to date from a server of the bank's: one question in each quiet time, whatever comes of it. A package is
 * installed in the quiet time in which the server last offered it, and only while nothing stands against it.
 */
export function createUpdates(parts: Parts): Updates {
  const { plan, zone, clock, log, folder, version, hindrance } = parts
  if (!plan) return { view: () => ({ state: 'off' }), look: async () => undefined, stop: () => undefined }

  const file = join(folder, 'updates.json')
  const spreadMs = (parts.chance ?? Math.random()) * SPREAD_MS
  let known = sinceThen(readStored(file), version, log)
  let busy = false
  let ending = new AbortController()
  let ready: { release: Release; file: string; updater: Updater } | undefined

  const show = (view: UpdateView) => {
    known = { ...known, view }
    keep(file, known, log)
    const { state, ...rest } = view
    log.info('update.state', {
      state,
      ...('reason' in rest ? { reason: rest.reason } : {}),
      ...('version' in rest && rest.version ? { version: rest.version } : {}),
    })
  }
  const now = () => toInstant(clock.now())
  const fail = (error: unknown) => {
    ready = undefined
    if (!(error instanceof UpdateError)) log.error('update.broken', { error })
    const { outcome, version } =
      error instanceof UpdateError ? error : new UpdateError({ state: 'failed', reason: 'not-reached' })
    show({ ...outcome, at: now(), ...(version ? { version } : {}) })
  }

  async function ask(quiet: QuietTime): Promise<void> {
    known = { ...known, askedMs: quiet.sinceMs }
    show({ state: 'asking' })
    const updater = await parts.load()
    const release = await updater.find()
    if (!release) return show({ state: 'current', at: now() })
    show({ state: 'asking', version: release.version })
    const fetched = await updater.fetch(release, ending.signal)
    ready = { release, file: fetched, updater }
    if (!plan!.install) wait('by-hand')
  }

  const wait = (reason: WaitingReason) => {
    if (!ready) return
    const { view } = known
    if (view.state === 'waiting' && view.reason === reason) return
    show({ state: 'waiting', at: now(), version: ready.release.version, file: ready.file, reason })
  }

  const installsOf = (version: string) => (known.installs?.version === version ? known.installs.count : 0)

  async function install(): Promise<void> {
    const { release, file: fetched, updater } = ready!
    if (installsOf(release.version) >= MAX_INSTALLS) return wait('tried')
    const before = hindrance()
    if (before) return wait(before)
    await updater.recheck(release, fetched)
    // Somebody may have signed in meanwhile, or work may have begun. From here on nothing waits.
    if (ending.signal.aborted) return
    const last = hindrance()
    if (last) return wait(last)
    known = { ...known, installs: { version: release.version, count: installsOf(release.version) + 1 } }
    wait('installing')
    ready = undefined
    updater.install()
  }

  async function look(): Promise<void> {
    // With a dead clock battery it is no telling when people work.
    if (!clock.isPlausible(undefined)) return
    const quiet = quietTime(plan!, zone, clock.now())
    if (!quiet) {
      ready = undefined
      ending.abort()
      return
    }
    if (busy) return
    busy = true
    try {
      if (known.askedMs !== quiet.sinceMs && clock.now().getTime() >= dueMs(quiet, spreadMs)) {
        ending = new AbortController()
        await ask(quiet)
      }
      if (ready && plan!.install) await install()
    } catch (error) {
      fail(error)
    } finally {
      busy = false
    }
  }

  const first = setTimeout(() => void look(), FIRST_LOOK_MS)
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  for (const each of [first, timer]) each.unref()
  return {
    view: () => known.view,
    look,
    stop() {
      clearTimeout(first)
      clearInterval(timer)
      ending.abort()
    },
  }
}

/** A short quiet time is not spread beyond its first half. */
const dueMs = ({ sinceMs, untilMs }: QuietTime, spreadMs: number) =>
  sinceMs + Math.min(spreadMs, (untilMs - sinceMs) / 2)

const NOTHING: Stored = { askedMs: 0, view: { state: 'unasked' } }

/** What the last run left: a question that it did not finish is over, and an installer that it started has worked or not. */
function sinceThen(last: Stored, version: string, log: Log): Stored {
  const { view } = last
  if (view.state === 'asking') return { ...last, view: { state: 'unasked' } }
  if (view.state !== 'waiting') return last
  if (view.version === version) {
    log.info('update.installed', { version })
    return { askedMs: last.askedMs, view: { state: 'current', at: view.at } }
  }
  if (view.reason !== 'installing') return last
  log.warn('update.not-installed', { version: view.version })
  return { ...last, view: { state: 'failed', at: view.at, version: view.version, reason: 'installer' } }
}

function readStored(file: string): Stored {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // None yet, or of another version: the next answer of the server makes it anew.
    return NOTHING
  }
}

function keep(file: string, known: Stored, log: Log): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(known), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (error) {
    log.warn('update.not-kept', { error })
  }
}
