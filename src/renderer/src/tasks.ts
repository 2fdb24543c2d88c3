import type { Role } from '#shared/contract.ts'
import type { WordKey } from './words.ts'

/** One entry of the menu: only what is built stands here. Main enforces the roles again. */
interface TaskEntry {
  name: string
  key?: `F${number}`
  /** `{bank}` in it is the bank of whoever is signed in */
  label: WordKey
  group: 'transactions' | 'records' | 'other'
  roles: readonly Role[]
  /** offered only where the outlet's configuration names a switcher */
  needsSwitcher?: boolean
}

const AGENT = ['agent'] as const
const TILL = ['agent', 'supervisor'] as const
const EVERYONE = ['agent', 'supervisor', 'helpdesk', 'reader'] as const

const MENU = [
  {
    name: 'deposit',
    key: 'F2',
    label: 'money.operations.deposit.title',
    group: 'transactions',
    roles: AGENT,
  },
  {
    name: 'intrabank',
    key: 'F3',
    label: 'money.operations.intrabank.title',
    group: 'transactions',
    roles: AGENT,
  },
  {
    name: 'interbank',
    key: 'F4',
    label: 'money.operations.interbank.title',
    group: 'transactions',
    roles: AGENT,
  },
  { name: 'customer-balance', key: 'F6', label: 'balance.title', group: 'transactions', roles: AGENT },
  { name: 'agent-balance', label: 'balance.agent', group: 'transactions', roles: AGENT },
  { name: 'open-account', key: 'F7', label: 'opening.title', group: 'transactions', roles: AGENT },
  { name: 'journal', key: 'F8', label: 'nav.journal', group: 'records', roles: EVERYONE },
  { name: 'dashboard', key: 'F9', label: 'dashboard.title', group: 'records', roles: EVERYONE },
  { name: 'unknown', label: 'unknown.title', group: 'records', roles: EVERYONE },
  {
    name: 'switcher',
    label: 'switcher.title',
    group: 'records',
    roles: EVERYONE,
    needsSwitcher: true,
  },
  { name: 'day-close', key: 'F10', label: 'day.title', group: 'records', roles: TILL },
  { name: 'settings', key: 'F12', label: 'settings.title', group: 'other', roles: EVERYONE },
  { name: 'password', label: 'password.title', group: 'other', roles: EVERYONE },
] as const satisfies readonly TaskEntry[]

export type TaskName = (typeof MENU)[number]['name']
export type Task = TaskEntry & { name: TaskName }
export const TASKS: readonly Task[] = MENU

/** @param hasSwitcher `app.info` says that the outlet is set up with one */
export const tasksOf = (role: Role, hasSwitcher: boolean): Task[] =>
  TASKS.filter((task) => task.roles.includes(role) && (hasSwitcher || !task.needsSwitcher))

/** Where a role begins its day: its first task. */
export const homeOf = (role: Role): TaskName => (role === 'agent' ? 'deposit' : 'journal')

type TaskKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey'>

/** The task that a key asks for: its function key, or Alt and its number in the menu. */
export function taskForKey(pressed: TaskKey, role: Role, hasSwitcher: boolean): TaskName | undefined {
  const tasks = tasksOf(role, hasSwitcher)
  if (pressed.ctrlKey) return undefined
  if (!pressed.altKey) return tasks.find((task) => task.key === pressed.key)?.name
  const number = /^Digit([1-9])$/.exec(pressed.code)?.[1]
  return number ? tasks[Number(number) - 1]?.name : undefined
}
