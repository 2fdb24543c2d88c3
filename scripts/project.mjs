// Where things are, and how a command is run: shared by all scripts. Only Node builtins, because this runs before `npm ci`.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** The absolute path of something in the project. */
export const inProject = (...parts) => join(root, ...parts)

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** A failure that is the user's to mend: its message is shown alone, without a stack. */
export class SetupError extends Error {}

/**
 * Runs a program to its end without a shell. Its output is captured; with `show` its standard output goes to ours.
 * Resolves whatever the outcome: `code` is the exit status, or 1 when it could not start, was ended by a
 * signal or exceeded `timeoutMs`.
 */
export function run(command, args, { show = false, env = process.env, timeoutMs } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, NO_COLOR: '1' },
      timeout: timeoutMs,
      stdio: ['ignore', show ? 'inherit' : 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.on('error', (error) => done({ code: 1, stdout, stderr: `${stderr}${error.message}\n` }))
    child.on('close', (code) => done({ code: code ?? 1, stdout, stderr }))
  })
}

/**
 * The command and arguments of a program that the Linux kernel ends when this process dies, even by SIGKILL.
 * Elsewhere, or where the system has no setpriv, the program as it is.
 */
export const endingWithUs = (command, args) =>
  process.platform === 'linux' && existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', ['--pdeathsig', 'TERM', '--', command, ...args]]
    : [command, args]

/**
 * Runs npm. On Windows npm is a .cmd file, which cannot be spawned without a shell: so npm's own program is
 * run with this Node, as named by npm where it started us, or as installed beside Node.
 */
export function runNpm(args, options) {
  const besideNode = join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')
  const fromNpm = process.env.npm_execpath
  const program = [fromNpm?.endsWith('npm-cli.js') ? fromNpm : '', besideNode].find(
    (path) => path && existsSync(path),
  )
  return program ? run(process.execPath, [program, ...args], options) : run('npm', args, options)
}

/** The end of a long output, where the reason of a failure stands. */
export const lastLines = (text, count = 40) => text.trimEnd().split('\n').slice(-count).join('\n')

/** Runs a script's main function: a SetupError is told in its own words, anything else with its stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}

/** Whether this module is the program being run, not imported by another. */
export const isProgram = (moduleUrl) =>
  process.argv[1] !== undefined && fileURLToPath(moduleUrl) === realpathSync(process.argv[1])
