import type { Role } from '#shared/contract.ts'
import type { Messages } from '#shared/locales/index.ts'
import { plainText } from './choices.ts'
import { TASKS, tasksOf, type TaskName } from './tasks.ts'
import type { WordKey } from './words.ts'

/** What Ctrl+K finds: tasks of the menu, and what the frame can do, by the words of both languages. */

const ACTIONS = [
  { name: 'help', key: 'F1', label: 'nav.help' },
  { name: 'lock', key: 'Ctrl L', label: 'nav.lock' },
  { name: 'sign-out', label: 'nav.signOut' },
] as const
export type FinderAction = (typeof ACTIONS)[number]['name']
export const isAction = (name: string): name is FinderAction => ACTIONS.some((action) => action.name === name)

export interface Findable {
  name: TaskName | FinderAction
  label: WordKey
  key?: string
}

export interface Found {
  /** may be opened, the likeliest first */
  open: Findable[]
  /** exists, but not for this role */
  forbidden: Findable[]
  /** keys under `finder.absent`: what people ask a counter for and this program cannot do */
  absent: (keyof Messages['finder']['absent'])[]
}

/** Shorter pieces would say "not available" of something that is still being typed. */
const ABSENT_FROM_LETTERS = 3

/**
 * @param dictionaries the words of every language that people may type in
 * @param hasSwitcher as for the menu
 * @param bank stands for `{bank}` in names
 */
export function find(
  typed: string,
  role: Role,
  hasSwitcher: boolean,
  bank: string,
  dictionaries: readonly Messages[],
): Found {
  const offered = tasksOf(role, hasSwitcher)
  const wanted = plainText(typed)
  const names = (label: string) =>
    dictionaries.map((words) => plainText(sentenceAt(words, label).replace('{bank}', bank)))
  const called = (name: string) =>
    dictionaries.map(({ finder }) => plainText((finder.words as Record<string, string>)[name] ?? ''))
  const entries: (Findable & { allowed: boolean })[] = [
    ...TASKS.filter((task) => hasSwitcher || !task.needsSwitcher).map((task) => ({
      ...task,
      allowed: offered.includes(task),
    })),
    ...ACTIONS.map((action) => ({ ...action, allowed: true })),
  ]
  const ranked = entries
    .map((entry) => ({ entry, rank: rank(wanted, names(entry.label), called(entry.name)) }))
    .filter((each): each is { entry: (typeof entries)[number]; rank: number } => each.rank !== undefined)
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry)
  return {
    open: ranked.filter(({ allowed }) => allowed),
    forbidden: wanted === '' ? [] : ranked.filter(({ allowed }) => !allowed),
    absent: wanted.length < ABSENT_FROM_LETTERS ? [] : absentFrom(wanted, dictionaries),
  }
}

function absentFrom(wanted: string, dictionaries: readonly Messages[]): Found['absent'] {
  const all = Object.keys(dictionaries[0]?.finder.absent ?? {}) as Found['absent']
  return all.filter((name) =>
    dictionaries.some(({ finder }) =>
      holds(plainText(`${finder.absent[name]} ${finder.absentWords[name]}`), wanted),
    ),
  )
}

/** The smaller, the better; undefined = it does not fit. */
function rank(wanted: string, names: string[], called: string[]): number | undefined {
  if (wanted === '') return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  if (names.some((name) => holds(name, wanted))) return 2
  return names.some((name, language) => holds(`${name} ${called[language]}`, wanted)) ? 3 : undefined
}

/** Every typed piece begins a word. */
const holds = (words: string, wanted: string) =>
  wanted.split(' ').every((piece) => ` ${words}`.includes(` ${piece}`))

/** A sentence by its dotted key, in a language that may not be the screen's. */
function sentenceAt(words: Messages, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], words)
  return typeof found === 'string' ? found : ''
}
