import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import builder from 'app-builder-lib/out/util/config/config.js'
import { expect, test } from 'vitest'

// The Windows installer cannot be built everywhere, so its description at least is held against electron-builder's own schema.

const PROJECT = resolve(import.meta.dirname, '../..')
const read = async () =>
  (await builder.getConfig(PROJECT, 'electron-builder.yml', null)) as unknown as Description

interface Description {
  win: { target: object[] }
  nsis: Record<string, unknown>
  publish: { url: string }
}

const validate = (description: object) =>
  builder.validateConfiguration(description, { isEnabled: false } as never)

// Its validator takes seconds on a busy machine.
test('electron-builder knows every word of electron-builder.yml', { timeout: 60_000 }, async () => {
  const description = await read()
  await expect(validate(description)).resolves.toBeUndefined()
  const misspelt = { ...description, nsis: { ...description.nsis, perMachin: true } }
  await expect(validate(misspelt)).rejects.toThrow(/configuration\.nsis/)
})

test('the Windows installer is for all users, 64-bit, and asks nothing when it is told so', async () => {
  const { win, nsis } = await read()
  expect(win.target).toEqual([{ target: 'nsis', arch: ['x64'] }])
  expect(nsis).toMatchObject({
    oneClick: false,
    perMachine: true,
    allowElevation: true,
    deleteAppDataOnUninstall: false,
  })
  const script = readFileSync(join(PROJECT, nsis['include'] as string), 'utf8')
  expect(script).toMatch(/AtLeastWin10/)
  // Nobody but administrators writes the machine-wide settings, whoever made their folder.
  expect(script).toMatch(/\/setowner[^]*\/inheritance:r[^]*\/reset/)
})

test('what is packed names no update server of its own', async () => {
  expect(new URL((await read()).publish.url).hostname).toMatch(/\.invalid$/)
})
