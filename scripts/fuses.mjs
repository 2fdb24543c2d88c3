// Electron's fuses: switches inside the binary, set once when it is packed (electronjs.org, "Electron Fuses").
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** Every fuse and its state in a packed build. docs/security.md shows the same table, and a test compares the two. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

const ABSENT = [undefined, FuseState.REMOVED, FuseState.INHERIT]

/** Sets every fuse that the binary has; an older runtime lacks the newest. */
export async function setFuses(binary) {
  const present = await readFuses(binary)
  const wanted = Object.entries(FUSES).filter(([name]) => present[name] !== 'absent')
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    ...Object.fromEntries(wanted.map(([name, on]) => [FuseV1Options[name], on])),
  })
}

/**
 * The fuses as they stand in a binary, by name.
 * @returns {Promise<Record<string, boolean | 'absent'>>} a fuse that this file does not name is there by its number
 */
export async function readFuses(binary) {
  const wire = await getCurrentFuseWire(binary)
  const named = Object.keys(FUSES).map((name) => [name, stateOf(wire[FuseV1Options[name]])])
  const unnamed = Object.entries(wire)
    // The wire has its version and the library's own options beside the numbered fuses.
    .filter(([key, state]) => /^\d+$/.test(key) && !(FuseV1Options[key] in FUSES) && !ABSENT.includes(state))
    .map(([number, state]) => [number, stateOf(state)])
  return Object.fromEntries([...named, ...unnamed])
}

const stateOf = (state) => (ABSENT.includes(state) ? 'absent' : state === FuseState.ENABLE)
