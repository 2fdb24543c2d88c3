import type { Role } from '#shared/contract.ts'
import type { WordKey } from './words.ts'

export type TaskName = 'deposit' | 'intrabank' | 'interbank' | 'agent-balance' | 'journal'

/** One entry of the menu: only what is built stands here. Main enforces the roles again. */
export interface Task {
  name: TaskName
  key: 'F2' | 'F3' | 'F4' | 'F6' | 'F8'
  /** `{bank}` in it is the bank of whoever is signed in */
  label: WordKey
  group: 'transactions' | 'records'
  roles: readonly Role[]
}

const EVERYONE = ['agent', 'supervisor', 'helpdesk', 'reader'] as const

export const TASKS: readonly Task[] = [
  {
    name: 'deposit',
    key: 'F2',
    label: 'money.operations.deposit.title',
    group: 'transactions',
    roles: ['agent'],
  },
  {
    name: 'intrabank',
    key: 'F3',
    label: 'money.operations.intrabank.title',
    group: 'transactions',
    roles: ['agent'],
  },
  {
    name: 'interbank',
    key: 'F4',
    label: 'money.operations.interbank.title',
    group: 'transactions',
    roles: ['agent'],
  },
  { name: 'agent-balance', key: 'F6', label: 'nav.agentBalance', group: 'transactions', roles: ['agent'] },
  { name: 'journal', key: 'F8', label: 'nav.journal', group: 'records', roles: EVERYONE },
]

export const tasksOf = (role: Role): Task[] => TASKS.filter((task) => task.roles.includes(role))

/** Where a role begins its day: its first task. */
export const homeOf = (role: Role): TaskName => (role === 'agent' ? 'deposit' : 'journal')

type TaskKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey'>

/** The task that a key asks for: its function key, or Alt and its number in the menu. */
export function taskForKey(pressed: TaskKey, role: Role): TaskName | undefined {
  const tasks = tasksOf(role)
  if (pressed.ctrlKey) return undefined
  if (!pressed.altKey) return tasks.find((task) => task.key === pressed.key)?.name
  const number = /^Digit([1-9])$/.exec(pressed.code)?.[1]
  return number ? tasks[Number(number) - 1]?.name : undefined
}
