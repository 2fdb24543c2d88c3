import { execFileSync, spawn, type ChildProcess } from 'node:child_process'

/** A display of a test's own with a keyboard, for a program that no driver can attach to. */
export interface Desktop {
  display: string
  /** Types into the window under the pointer, as a person would: there is no window manager to give the focus. */
  type(text: string): void
  /** @param key a key as xdotool names it: Return, F8, ctrl+l */
  press(key: string): void
  close(): Promise<void>
}

export async function startDesktop(): Promise<Desktop> {
  // -ac: for programs of another user of this computer too.
  const args = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-ac']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = `:${await firstLine(server)}`
  const xdotool = (...args: string[]) =>
    execFileSync('xdotool', args, { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' })
  return {
    display,
    type(text) {
      xdotool('mousemove', '683', '300')
      xdotool('type', '--delay', '20', text)
    },
    press: (key) => xdotool('key', key),
    close: () =>
      new Promise((done) => {
        server.once('exit', () => done())
        server.kill()
      }),
  }
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((done, lost) => {
    server.once('error', lost)
    server.stdio[3]!.once('data', (text: Buffer) => done(text.toString().trim()))
  })
}
