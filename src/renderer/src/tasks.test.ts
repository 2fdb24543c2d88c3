import { describe, expect, it } from 'vitest'
import { homeOf, taskForKey, tasksOf } from './tasks.ts'

const press = (key: string, more: { code?: string; ctrlKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  code: key,
  ctrlKey: false,
  altKey: false,
  ...more,
})

describe('tasks', () => {
  it('offers a role nothing that main would refuse it', () => {
    expect(tasksOf('agent').map((task) => task.name)).toEqual([
      'deposit',
      'intrabank',
      'interbank',
      'customer-balance',
      'agent-balance',
      'journal',
      'settings',
      'password',
    ])
    for (const role of ['supervisor', 'helpdesk', 'reader'] as const) {
      expect(tasksOf(role).map((task) => task.name)).toEqual(['journal', 'settings', 'password'])
    }
  })

  it('begins where the role works', () => {
    expect(homeOf('agent')).toBe('deposit')
    expect(homeOf('supervisor')).toBe('journal')
  })
})

describe('taskForKey', () => {
  it('knows function keys and Alt with the number in the menu', () => {
    expect(taskForKey(press('F8'), 'agent')).toBe('journal')
    expect(taskForKey(press('2', { code: 'Digit2', altKey: true }), 'agent')).toBe('intrabank')
    expect(taskForKey(press('1', { code: 'Digit1', altKey: true }), 'supervisor')).toBe('journal')
  })

  it('knows no key of a task that the role does not have, nor other chords', () => {
    expect(taskForKey(press('F2'), 'supervisor')).toBeUndefined()
    expect(taskForKey(press('9', { code: 'Digit9', altKey: true }), 'agent')).toBeUndefined()
    expect(taskForKey(press('F8', { ctrlKey: true }), 'agent')).toBeUndefined()
    expect(taskForKey(press('2', { code: 'Digit2' }), 'agent')).toBeUndefined()
  })
})
