// Packs out/ with electron-builder. Runs on Node 24, started by package.mjs once set-up is complete.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { build, Platform } from 'electron-builder'
import { makeDebianPackage } from './debian-package.mjs'
import { electronRuntime } from './electron-path.mjs'
import { node24Path } from './node24.mjs'
import { describeRelease } from './release-description.mjs'
import { inProject, lastLines, main, readJson, run, SetupError } from './project.mjs'

const DIST = inProject('dist')

const FALLBACK_NOTE = `Packing the fallback runtime: the official Electron could not be fetched here. Help > About says so, and in live mode the
program takes only an apiUrl on this computer.`

async function pack({ path, version }) {
  process.chdir(inProject())
  await build({
    targets: platform().createTarget(process.platform === 'win32' ? 'nsis' : 'dir'),
    publish: 'never',
    config: {
      extends: inProject('electron-builder.yml'),
      electronVersion: version,
      electronDist: dirname(path),
      extraMetadata: { commit: await commitName() },
    },
  })
}

const platform = () =>
  ({ linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC })[process.platform]

async function made() {
  const names = ['bom.cdx.json']
  if (process.platform !== 'linux') return names
  if (!existsSync('/usr/bin/dpkg-deb')) return [...names, 'linux-unpacked (no .deb: no dpkg-deb here)']
  const file = await makeDebianPackage(inProject('dist/linux-unpacked'), DIST)
  const { version } = readJson(inProject('package.json'))
  writeFileSync(inProject('dist/latest-linux.yml'), describeRelease(version, inProject('dist', file)))
  return [...names, 'linux-unpacked', file, 'latest-linux.yml']
}

/** What the commit is called in Help > About: its short hash, with a plus where files differ from it. */
async function commitName() {
  const { code, stdout } = await run('git', ['rev-parse', '--short=10', 'HEAD'])
  if (code !== 0) return 'unknown'
  const { stdout: changes } = await run('git', ['status', '--porcelain', '--untracked-files=no'])
  return stdout.trim() + (changes.trim() === '' ? '' : '+')
}

/** CycloneDX 1.6, every package of the lockfile; those that only build the program are marked `development`. */
async function writeBillOfMaterials() {
  const tool = inProject(
    'node_modules/@cyclonedx/cyclonedx-npm',
    readJson(inProject('node_modules/@cyclonedx/cyclonedx-npm/package.json')).bin['cyclonedx-npm'],
  )
  const { code, stderr } = await run(node24Path(), [
    ...[
      tool,
      '--output-format',
      'JSON',
      '--spec-version',
      '1.6',
      '--output-reproducible',
      '--ignore-npm-errors',
    ],
    ...['--mc-type', 'application', '--output-file', inProject('dist/bom.cdx.json')],
  ])
  if (code !== 0) throw new SetupError(`The bill of materials could not be made:\n${lastLines(stderr)}`)
}

await main(async () => {
  const runtime = electronRuntime()
  if (runtime.fallback) console.log(FALLBACK_NOTE)
  rmSync(DIST, { recursive: true, force: true })
  await pack(runtime)
  await writeBillOfMaterials()
  console.log(`dist: ${(await made()).join(', ')}`)
})
