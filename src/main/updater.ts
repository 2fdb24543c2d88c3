import { createHash, verify } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { CancellationToken, DebUpdater, NsisUpdater, UpdateInfo } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { z } from 'zod'
import { UpdateError, type Release, type Updater } from './updates.ts'
import type { UpdatePlan } from './update-plan.ts'

/** What of the running program electron-updater asks for and acts on. */
export interface Program {
  version: string
  /** app-update.yml, which electron-builder packs: it names the publisher that signed this build */
  configFile: string
  /** below it the packages are kept */
  folder: string
  relaunch(): void
  quit(): void
  /** electron-updater's HttpExecutor: {@link chromiumNetwork}, or what a test has */
  network: { maxRedirects: number }
}

/** Chromium's network, with the system's proxies and certificate authorities, in a session of its own. */
export async function chromiumNetwork(): Promise<Program['network']> {
  const { default: library } = await import('electron-updater/out/electronHttpExecutor.js')
  return new library.ElectronHttpExecutor() as unknown as Program['network']
}

/** How long a server may take to say what it has. */
const FIND_MS = 60_000

const PLATFORM = process.platform === 'win32' ? 'win32' : 'linux'
const PACKAGE = { win32: '.exe', linux: '.deb' }[PLATFORM]

/**
 * What a release must say of itself; electron-updater takes less. A file's name is plain, since electron-updater hands it to a shell
 * on Linux.
 */
const description = z.object({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  files: z
    .array(z.object({ url: z.string(), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) }))
    .min(1)
    .max(20),
})

/**
 * electron-updater behind the rules of docs/security.md, Updates: newer only, from the configured folder alone, no redirects, a full
 * package with its SHA-512, signed where a key is configured.
 */
export async function loadUpdater(
  { url, key }: Pick<UpdatePlan, 'url' | 'key'>,
  program: Program,
): Promise<Updater> {
  const { default: library } = await import('electron-updater')
  const { default: generic } = await import('electron-updater/out/providers/GenericProvider.js')
  const updater: DebUpdater | NsisUpdater =
    PLATFORM === 'win32'
      ? new library.NsisUpdater(null, adapterOf(program))
      : new library.DebUpdater(null, adapterOf(program))

  /** The description and, where a key is configured, its signature from beside it. */
  class Provider extends generic.GenericProvider {
    override async httpRequest(from: URL): Promise<string | null> {
      const text = await super.httpRequest(from)
      if (!key) return text
      const signature = await super.httpRequest(signatureOf(from)).catch((error: unknown) => {
        throw new UpdateError({ state: 'refused', reason: 'no-signature' }, undefined, error)
      })
      const bytes = Buffer.from((signature ?? '').trim(), 'base64')
      if (!verify(null, Buffer.from(text ?? ''), key, bytes))
        throw new UpdateError({ state: 'refused', reason: 'wrong-signature' })
      return text
    }
  }

  program.network.maxRedirects = NO_REDIRECT
  // Left out of its type declarations; its own tests set it like this.
  Object.assign(updater, { httpExecutor: program.network, logger: null })
  updater.setFeedURL({ provider: 'custom', updateProvider: Provider as never, url })
  updater.autoDownload = false
  // At the end of a working day somebody wants to go home, not to wait for an installer.
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  updater.allowPrerelease = false
  updater.disableWebInstaller = true
  updater.disableDifferentialDownload = true
  let problem: unknown
  updater.on('error', (error) => (problem = error))
  let token: CancellationToken | undefined

  return {
    async find() {
      const result = await within(FIND_MS, updater.checkForUpdates()).catch((error: unknown) => {
        throw described(error)
      })
      token = result!.cancellationToken
      const release = releaseIn(result!.updateInfo, url)
      const order = compare(release.version, program.version)
      if (order < 0) throw new UpdateError({ state: 'refused', reason: 'older' }, release.version)
      if (order === 0 || !result!.isUpdateAvailable) return undefined
      if (PLATFORM === 'win32' && !key && !namesPublisher(program.configFile))
        throw new UpdateError({ state: 'refused', reason: 'unsigned-build' }, release.version)
      return release
    },

    async fetch({ version }, ending) {
      const cancel = () => token?.cancel()
      ending.addEventListener('abort', cancel)
      try {
        ending.throwIfAborted()
        const [file] = await updater.downloadUpdate(token)
        return file!
      } catch (error) {
        if (ending.aborted) throw new UpdateError({ state: 'failed', reason: 'out-of-time' }, version, error)
        throw described(error, version)
      } finally {
        ending.removeEventListener('abort', cancel)
      }
    },

    async recheck({ version, sha512 }, file) {
      const found = await hashOf(file).catch((error: unknown) => {
        throw new UpdateError({ state: 'failed', reason: 'disk' }, version, error)
      })
      if (found !== sha512) throw new UpdateError({ state: 'refused', reason: 'wrong-hash' }, version)
    },

    install() {
      problem = undefined
      // On Linux electron-updater puts the path between single quotes of a shell.
      const plain = PLATFORM === 'win32' || !program.folder.includes("'")
      if (!plain || !updater.install(true, true))
        throw new UpdateError({ state: 'failed', reason: 'installer' }, undefined, problem)
      program.quit()
    },
  }
}

/** Electron-updater follows while the count of redirects is not above this; it begins at 0. */
const NO_REDIRECT = -1

const adapterOf = (program: Program): AppAdapter => ({
  version: program.version,
  name: 'bankplus-teller',
  isPackaged: true,
  appUpdateConfigPath: program.configFile,
  userDataPath: program.folder,
  baseCachePath: program.folder,
  whenReady: () => Promise.resolve(),
  relaunch: () => program.relaunch(),
  quit: () => program.quit(),
  onQuit: () => undefined,
})

/** `latest.yml?noCache=…` has its signature in `latest.yml.sig`. */
function signatureOf(from: URL): URL {
  const signature = new URL(from)
  signature.pathname += '.sig'
  return signature
}

/** @throws UpdateError for a description that breaks a rule */
function releaseIn(info: UpdateInfo, url: string): Release {
  const parsed = description.safeParse(info)
  if (!parsed.success) throw new UpdateError({ state: 'refused', reason: 'not-a-release' })
  const { version, files } = parsed.data
  const base = new URL(url)
  const places = files.map((file) => ({ ...file, place: new URL(file.url, base) }))
  const outside = places.some(
    ({ place }) => place.origin !== base.origin || !place.pathname.startsWith(base.pathname),
  )
  if (outside) throw new UpdateError({ state: 'refused', reason: 'foreign-address' }, version)
  const ours = places.filter(({ place }) => place.pathname.toLowerCase().endsWith(PACKAGE))
  const plain = places.every(({ place }) => /^[\w.+-]+$/.test(place.pathname.split('/').at(-1)!))
  // One package, so that what is looked at here is what electron-updater chooses.
  if (ours.length !== 1 || !plain) {
    throw new UpdateError({ state: 'refused', reason: 'not-a-release' }, version)
  }
  return { version, sha512: ours[0]!.sha512 }
}

/** Positive where the first is newer; both are three numbers. */
export function compare(first: string, second: string): number {
  const [numbers, others] = [first, second].map((version) => version.split('.').map(Number))
  return numbers!.map((number, i) => number - others![i]!).find((difference) => difference !== 0) ?? 0
}

/** Without it NsisUpdater takes any installer, signed or not. */
const namesPublisher = (configFile: string): boolean =>
  existsSync(configFile) && /^publisherName:/m.test(readFileSync(configFile, 'utf8'))

const CODES: Record<string, UpdateError['outcome']> = {
  ERR_CHECKSUM_MISMATCH: { state: 'refused', reason: 'wrong-hash' },
  ERR_UPDATER_INVALID_SIGNATURE: { state: 'refused', reason: 'publisher' },
  ERR_UPDATER_INVALID_UPDATE_INFO: { state: 'refused', reason: 'not-a-release' },
  ERR_UPDATER_INVALID_VERSION: { state: 'refused', reason: 'not-a-release' },
  ERR_UPDATER_NO_CHECKSUM: { state: 'refused', reason: 'not-a-release' },
  ERR_UPDATER_NO_FILES_PROVIDED: { state: 'refused', reason: 'not-a-release' },
  ENOSPC: { state: 'failed', reason: 'disk' },
  EACCES: { state: 'failed', reason: 'disk' },
  EROFS: { state: 'failed', reason: 'disk' },
}

function described(error: unknown, version?: string): UpdateError {
  if (error instanceof UpdateError) return error
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const redirected = { state: 'refused', reason: 'foreign-address' } as const
  const fallback = /redirect/i.test(message)
    ? redirected
    : ({ state: 'failed', reason: 'not-reached' } as const)
  return new UpdateError(CODES[code] ?? fallback, version, error)
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${limitMs} ms`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
