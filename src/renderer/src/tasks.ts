import type { Role } from '#shared/contract.ts'
import type { WordKey } from './words.ts'

export type TaskName = 'deposit' | 'agent-balance' | 'journal'

/** One entry of the menu: only what is built stands here. Main enforces the roles again. */
export interface Task {
  name: TaskName
  key: 'F2' | 'F6' | 'F8'
  label: WordKey
  group: 'transactions' | 'records'
  roles: readonly Role[]
}

const EVERYONE = ['agent', 'supervisor', 'helpdesk', 'reader'] as const

export const TASKS: readonly Task[] = [
  { name: 'deposit', key: 'F2', label: 'nav.deposit', group: 'transactions', roles: ['agent'] },
  { name: 'agent-balance', key: 'F6', label: 'nav.agentBalance', group: 'transactions', roles: ['agent'] },
  { name: 'journal', key: 'F8', label: 'nav.journal', group: 'records', roles: EVERYONE },
]

export const tasksOf = (role: Role): Task[] => TASKS.filter((task) => task.roles.includes(role))

/** Where a role begins its day: its first task. */
export const homeOf = (role: Role): TaskName => (role === 'agent' ? 'deposit' : 'journal')
