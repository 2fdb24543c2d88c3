import { expect, test } from 'vitest'
import { refusedSwitch } from './switches.ts'

test.each([
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect',
  '-inspect-brk=0',
  '--js-flags=--allow-natives-syntax',
  '--load-extension=/tmp/x',
  '--disable-web-security',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--ignore-certificate-errors',
  '--proxy-server=127.0.0.1:1',
  '--user-data-dir=/tmp/x',
  '--renderer-cmd-prefix=gdb',
  '--no-sandbox',
  '--no-zygote',
  ' --remote-debugging-port=0',
  '\t-inspect',
])('%s stops a packed program', (argument) => {
  expect(refusedSwitch(['/opt/teller', '--lang=id', argument], false)).toBe(argument)
})

test.each(['/remote-debugging-port=9222', '/no-sandbox', '/Load-Extension=C:\\x'])(
  '%s is a switch to Chromium on Windows, and stops it as well',
  (argument) => {
    expect(refusedSwitch(['C:\\teller.exe', argument], false, 'win32')).toBe(argument)
    expect(refusedSwitch(['C:\\teller.exe', '/self-test'], false, 'win32')).toBeUndefined()
  },
)

test('a path is no switch where Chromium takes it for none', () => {
  expect(refusedSwitch(['/opt/teller', '/home/teller/x'], false, 'linux')).toBeUndefined()
})

test('what a roll-out or a desktop passes does not', () => {
  expect(refusedSwitch(['/opt/teller'], false)).toBeUndefined()
  expect(
    refusedSwitch(['/opt/teller', '--self-test', '--force-device-scale-factor=1.5'], false),
  ).toBeUndefined()
})

test('root on Linux, whom Chromium does not sandbox, may say so; others may not', () => {
  expect(refusedSwitch(['/opt/teller', '--no-sandbox'], true)).toBeUndefined()
  expect(refusedSwitch(['/opt/teller', '--no-sandbox', '--inspect'], true)).toBe('--inspect')
})
