/** Switches of ours, and those of Chromium's that only change how the window looks. */
const ALLOWED = [
  'self-test',
  'verify-journal',
  'back-up',
  'set-recovery-passphrase',
  'open-escrow',
  'private-key',
  'restore-journal',
  'set-up',
  'updated',
  'log-level',
  'lang',
  'disable-gpu',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
]

/** What Chromium takes for a switch (its base/command_line.cc): spaces before it count for nothing, and on Windows `/x` is `--x`. */
const BEGINS = { win32: /^\s*(-+|\/)/, others: /^\s*-+/ }

/**
 * The first switch that a packed program does not take. Chromium has hundreds, some of which open a debugger, load an extension,
 * redirect addresses or lower the sandbox; the fuses cover Node's own only.
 * @param mayDropSandbox root on Linux, whom Chromium refuses to sandbox
 */
export function refusedSwitch(
  argv: readonly string[],
  mayDropSandbox: boolean,
  platform: string = process.platform,
): string | undefined {
  const begins = platform === 'win32' ? BEGINS.win32 : BEGINS.others
  return argv
    .slice(1)
    .filter((argument) => begins.test(argument))
    .find((argument) => {
      const name = argument.replace(begins, '').split('=')[0]!
      return !ALLOWED.includes(name) && !(name === 'no-sandbox' && mayDropSandbox)
    })
}
