// Chromium's own sandbox on Linux: on for everybody but root, whom Chromium refuses to sandbox.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { electronPath } from './electron-path.mjs'

const isRoot = () => process.platform === 'linux' && process.getuid() === 0

/** The command-line switches for this user. */
export const sandboxSwitches = () => (isRoot() ? ['--no-sandbox'] : [])

/** System settings that keep a plain user from making the namespaces that the sandbox is built of. */
const FORBIDDING = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
}

/** What to tell a plain user whose system forbids the namespaces (Ubuntu 24.04 does), undefined where all is well. */
export function sandboxAdvice() {
  if (process.platform !== 'linux' || isRoot()) return undefined
  const forbids = Object.entries(FORBIDDING).some(([path, value]) => settingIs(path, value))
  if (!forbids) return undefined
  const helper = join(dirname(electronPath()), 'chrome-sandbox')
  return `This system does not let a plain user make namespaces. If the window does not open, an administrator runs once
  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
}

function settingIs(path, value) {
  try {
    return readFileSync(path, 'utf8').trim() === value
  } catch {
    return false
  }
}
