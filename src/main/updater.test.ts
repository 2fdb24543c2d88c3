import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startHttpServer } from '../../tests/support/http-server.ts'
import { nodeNetwork } from '../../tests/support/node-network.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { compare, loadUpdater } from './updater.ts'
import { UpdateError } from './updates.ts'

// The real electron-updater with its own downloader against a server on loopback; only Chromium's sockets are Node's here.

const RUNNING = '1.2.3'
const PACKAGE = randomBytes(300_000)
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')
const { publicKey, privateKey } = generateKeyPairSync('ed25519')

interface Offer {
  version?: string
  /** what the server hands out, where that is not what was described */
  bytes?: Buffer
  file?: string
  hash?: string
  description?: string
  signature?: string
  redirect?: boolean
}

const ENDING = process.platform === 'win32' ? 'exe' : 'deb'
const CHANNEL = process.platform === 'win32' ? 'latest.yml' : 'latest-linux.yml'

const describedAs = ({
  version = '1.3.0',
  file = `teller_${version}.${ENDING}`,
  hash = sha512(PACKAGE),
}: Offer) =>
  `version: ${version}\nfiles:\n  - url: ${JSON.stringify(file)}\n    sha512: ${hash}\n    size: ${PACKAGE.length}\n`

/** @param offer changes for whoever asks next */
async function serve(offer: Offer) {
  const server = await startHttpServer(({ path }, response) => {
    const name = path.split('?')[0]!
    const text = offer.description ?? describedAs(offer)
    if (offer.redirect) return response.writeHead(302, { location: `/elsewhere${path}` }).end()
    if (name === `/teller/${CHANNEL}`) return response.end(text)
    if (name === `/teller/${CHANNEL}.sig` && offer.signature !== undefined)
      return response.end(offer.signature)
    if (name.endsWith(`.${ENDING}`)) return response.end(offer.bytes ?? PACKAGE)
    return response.writeHead(404).end()
  })
  return server
}

async function updaterFor(offer: Offer, key?: typeof publicKey, folder = temporaryFolder()) {
  const server = await serve(offer)
  const quit = vi.fn()
  const updater = await loadUpdater(
    { url: `${server.url}/teller/`, key },
    {
      ...{ version: RUNNING, folder, quit, relaunch: () => undefined },
      configFile: resolve('resources/dev-app-update.yml'),
      network: nodeNetwork(),
    },
  )
  return { ...server, folder, updater, quit }
}

const outcomeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(error instanceof UpdateError)) throw new Error('no UpdateError', { cause: error })
  return { ...error.outcome, version: error.version }
}
const never = new AbortController().signal
const signed = (offer: Offer) => sign(null, Buffer.from(describedAs(offer)), privateKey).toString('base64')

describe('a good release', () => {
  it('is found, fetched as a whole, and lies on this PC with the described hash', async () => {
    const { updater, folder } = await updaterFor({})
    const release = await updater.find()
    expect(release).toEqual({ version: '1.3.0', sha512: sha512(PACKAGE) })
    const file = await updater.fetch(release!, never)
    expect(file.startsWith(folder)).toBe(true)
    expect(readFileSync(file).equals(PACKAGE)).toBe(true)
    await updater.recheck(release!, file)
  })

  it('that is already here is not fetched again', async () => {
    const { updater, requests } = await updaterFor({})
    for (const _night of [1, 2]) await updater.fetch((await updater.find())!, never)
    expect(requests.filter(({ path }) => path.endsWith(`.${ENDING}`))).toHaveLength(1)
  })

  it('whose package was swapped on this PC is refused before it is installed', async () => {
    const { updater } = await updaterFor({})
    const release = (await updater.find())!
    const file = await updater.fetch(release, never)
    writeFileSync(file, randomBytes(PACKAGE.length))
    expect(await outcomeOf(updater.recheck(release, file))).toMatchObject({ reason: 'wrong-hash' })
  })

  it('is the one that runs: nothing is to do', async () => {
    const { updater, requests } = await updaterFor({ version: RUNNING })
    expect(await updater.find()).toBeUndefined()
    expect(requests).toHaveLength(1)
  })

  it('that is kept for others by its staging percentage is not offered', async () => {
    const { updater } = await updaterFor({ description: `${describedAs({})}stagingPercentage: 0\n` })
    expect(await updater.find()).toBeUndefined()
  })
})

describe('a release is refused', () => {
  it('whose package is corrupt, and nothing of it stays', async () => {
    const bytes = Buffer.from(PACKAGE)
    bytes[1_000]! ^= 1
    const { updater, folder } = await updaterFor({ bytes })
    const release = (await updater.find())!
    expect(await outcomeOf(updater.fetch(release, never))).toEqual({
      ...{ state: 'refused', reason: 'wrong-hash', version: '1.3.0' },
    })
    expect(filesIn(folder).filter((name) => name.includes(`.${ENDING}`))).toEqual([])
  })

  it('whose package was cut short', async () => {
    const { updater } = await updaterFor({ bytes: PACKAGE.subarray(0, 1_000) })
    const release = (await updater.find())!
    expect(await outcomeOf(updater.fetch(release, never))).toMatchObject({ reason: 'wrong-hash' })
  })

  it.each(['1.2.2', '0.9.9', '1.1.99'])('that is older: %s', async (version) => {
    const { updater, requests } = await updaterFor({ version })
    expect(await outcomeOf(updater.find())).toEqual({ state: 'refused', reason: 'older', version })
    expect(requests).toHaveLength(1)
  })

  it.each<[string, Offer, string]>([
    ['has no hash', { description: `version: 1.3.0\nfiles:\n  - url: teller.${ENDING}\n` }, 'not-a-release'],
    ['has a hash of another kind', { hash: 'a'.repeat(64) }, 'not-a-release'],
    ['has no package for this system', { file: 'teller.dmg' }, 'not-a-release'],
    ['has no version', { description: 'files: []' }, 'not-a-release'],
    ['is a preliminary one', { version: '1.3.0-beta.1' }, 'not-a-release'],
    ['is no description at all', { description: '<html>Sign in to the network</html>' }, 'not-a-release'],
    ['is empty', { description: '' }, 'not-a-release'],
    ['names another server', { file: `https://elsewhere.example/t.${ENDING}` }, 'foreign-address'],
    ['names another folder', { file: `../other/t.${ENDING}` }, 'foreign-address'],
    ['has a name with a command in it', { file: `t'$(touch x)'.${ENDING}` }, 'not-a-release'],
    ['has a name with a hidden command in it', { file: `t%27%3Bx.${ENDING}` }, 'not-a-release'],
    ['leads elsewhere', { redirect: true }, 'foreign-address'],
  ])('that %s', async (_, offer, reason) => {
    const { updater, requests } = await updaterFor(offer)
    expect(await outcomeOf(updater.find())).toMatchObject({ state: 'refused', reason })
    expect(requests).toHaveLength(1)
  })
})

describe('where a key is configured, a release', () => {
  it('counts with its signature', async () => {
    const { updater } = await updaterFor({ signature: `${signed({})}\n` }, publicKey)
    expect(await updater.find()).toMatchObject({ version: '1.3.0' })
  })

  it.each<[string, Offer, string]>([
    ['without a signature', {}, 'no-signature'],
    ['with the signature of another', { signature: signed({ version: '1.2.9' }) }, 'wrong-signature'],
    ['with rubbish for one', { signature: 'trust me' }, 'wrong-signature'],
  ])('%s is refused', async (_, offer, reason) => {
    const { updater } = await updaterFor(offer, publicKey)
    expect(await outcomeOf(updater.find())).toMatchObject({ state: 'refused', reason })
  })

  it('that somebody else signed is refused', async () => {
    const other = generateKeyPairSync('ed25519').publicKey
    const { updater } = await updaterFor({ signature: signed({}) }, other)
    expect(await outcomeOf(updater.find())).toMatchObject({ reason: 'wrong-signature' })
  })
})

it('a server that has nothing is told from one that has a bad release', async () => {
  const { updater } = await updaterFor({})
  const gone = await startHttpServer((_request, response) => response.writeHead(503).end())
  expect(await outcomeOf((await elsewhere(gone.url)).find())).toMatchObject({ reason: 'not-reached' })
  expect(await updater.find()).toBeDefined()

  async function elsewhere(url: string) {
    return loadUpdater(
      { url: `${url}/`, key: undefined },
      {
        ...{ version: RUNNING, folder: temporaryFolder(), quit: () => undefined, relaunch: () => undefined },
        ...{ configFile: resolve('resources/dev-app-update.yml'), network: nodeNetwork() },
      },
    )
  }
})

it('a fetch ends with the quiet time', async () => {
  const { updater } = await updaterFor({})
  const release = (await updater.find())!
  expect(await outcomeOf(updater.fetch(release, AbortSignal.abort()))).toMatchObject({
    reason: 'out-of-time',
  })
})

it('an installer that does not start is told, and the program goes on', async () => {
  const { updater, quit } = await updaterFor({})
  expect(() => updater.install()).toThrow(UpdateError)
  expect(quit).not.toHaveBeenCalled()
})

it.skipIf(process.platform === 'win32')(
  'a folder whose name would end a shell’s quotes starts none',
  async () => {
    const folder = join(temporaryFolder(), "agen'$(touch x)'")
    mkdirSync(folder)
    const { updater, quit } = await updaterFor({}, undefined, folder)
    await updater.fetch((await updater.find())!, never)
    expect(() => updater.install()).toThrow(UpdateError)
    expect(quit).not.toHaveBeenCalled()
  },
)

it.each([
  ['1.2.3', '1.2.3', 0],
  ['1.10.0', '1.9.9', 1],
  ['2.0.0', '1.99.99', 1],
  ['0.9.9', '1.0.0', -1],
  ['1.2.3', '1.2.10', -1],
])('%s beside %s', (first, second, order) => {
  expect(Math.sign(compare(first, second))).toBe(order)
})

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map((name) => join(folder, name.toString()))
    : []
