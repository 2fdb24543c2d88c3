import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

// A program that root starts as somebody else, and what Linux then says of it.

/** Debian's `nobody`: owns nothing and may do nothing. */
export const PLAIN_USER = 65_534

/** The folder and all that is in it; the one above it can be passed through afterwards. */
export function giveTo(user: number, folder: string): void {
  chmodSync(dirname(folder), 0o755)
  for (const path of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chownSync(join(folder, path), user, user)
}

/** Of the page below the program, as the kernel has it: `filter` 2 = seccomp with a list of calls. */
export function sandboxOfPage(pid: number) {
  const page = descendants(pid).find((each) => argumentsOf(each).includes('--type=renderer'))
  const status = readFileSync(`/proc/${page}/status`, 'utf8')
  const of = (name: string) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]
  return { uid: of('Uid'), noNewRights: of('NoNewPrivs'), filter: of('Seccomp') }
}

/** As one text: Chromium writes its own over them, with spaces. */
const argumentsOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

function descendants(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children.map(Number).flatMap((child) => [child, ...descendants(child)])
}

export function coreLimits(pid: number) {
  const line = /^Max core file size +(\S+) +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))!
  return { Soft: line[1], Max: line[2] }
}
