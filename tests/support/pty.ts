import { closeSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { ReadStream } from 'node:tty'
import koffi from 'koffi'
import { onTestFinished } from 'vitest'

/** A serial line without hardware: what is written to `path` arrives at `received`, and the other way round. */
export interface Pty {
  path: string
  received(): Buffer
  /** Resolves when what was received fulfils a condition. */
  until(fits: (received: Buffer) => boolean): Promise<void>
  onData(listener: (bytes: Buffer) => void): void
  say(bytes: Buffer): void
  /** As if the cable were pulled. */
  hangUp(): void
}

/** Why there can be no pseudo-terminal here; undefined where there can. */
export const noPty = process.platform === 'linux' ? undefined : 'pseudo-terminals are made with glibc here'

/** A pseudo-terminal in raw mode, closed when the test ends. Linux only. */
export function openPty(): Pty {
  const libc = koffi.load('libc.so.6')
  const openpty = libc.func(
    'int openpty(_Out_ int *master, _Out_ int *slave, _Out_ uint8_t *name, void *termios, void *size)',
  )
  const [master, slave, name] = [[0], [0], Buffer.alloc(256)]
  const settings = Buffer.alloc(256)
  if (openpty(master, slave, name, null, null) !== 0) throw new Error('openpty failed')
  libc.func('int tcgetattr(int fd, void *settings)')(slave[0], settings)
  libc.func('void cfmakeraw(void *settings)')(settings)
  libc.func('int tcsetattr(int fd, int when, void *settings)')(slave[0], 0, settings)

  const listeners: ((bytes: Buffer) => void)[] = []
  let received = Buffer.alloc(0)
  const stream = new ReadStream(master[0]!)
  stream.on('data', (bytes) => {
    received = Buffer.concat([received, bytes])
    listeners.forEach((listener) => listener(bytes))
  })
  // The end of a pseudo-terminal is an error (EIO) on Linux.
  stream.on('error', () => undefined)
  let open = true
  const hangUp = () => {
    if (!open) return
    open = false
    stream.destroy()
    closeSync(slave[0]!)
  }
  onTestFinished(hangUp)
  return {
    path: name.toString('latin1', 0, name.indexOf(0)),
    received: () => received,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => fits(received) && resolve()
        listeners.push(look)
        look()
      }),
    onData: (listener) => void listeners.push(listener),
    say: (bytes) => void writeSync(master[0]!, bytes),
    hangUp,
  }
}

/** Puts a printer that listens on TCP at the other end of the line. */
export function wirePty(pty: Pty, port: number): void {
  const socket = connect(port, '127.0.0.1')
  socket.on('data', pty.say)
  socket.on('error', () => undefined)
  socket.on('close', pty.hangUp)
  pty.onData((bytes) => socket.write(bytes))
  onTestFinished(() => void socket.destroy())
}
