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
    expect(tasksOf('agent', true).map((task) => task.name)).toEqual([
      'deposit',
      'intrabank',
      'interbank',
      'customer-balance',
      'agent-balance',
      'open-account',
      'journal',
      'dashboard',
      'unknown',
      'switcher',
      'day-close',
      'settings',
      'password',
    ])
    expect(tasksOf('supervisor', false).map((task) => task.name)).toEqual([
      ...['journal', 'dashboard', 'unknown', 'day-close', 'settings', 'password'],
    ])
    for (const role of ['helpdesk', 'reader'] as const) {
      expect(tasksOf(role, false).map((task) => task.name)).toEqual([
        ...['journal', 'dashboard', 'unknown', 'settings', 'password'],
      ])
    }
  })

  it('offers the switcher only where the outlet has one', () => {
    expect(tasksOf('agent', false).map((task) => task.name)).not.toContain('switcher')
    expect(tasksOf('reader', true).map((task) => task.name)).toContain('switcher')
  })

  it('begins where the role works', () => {
    expect(homeOf('agent')).toBe('deposit')
    expect(homeOf('supervisor')).toBe('journal')
  })
})

describe('taskForKey', () => {
  it('knows function keys and Alt with the number in the menu', () => {
    expect(taskForKey(press('F8'), 'agent', true)).toBe('journal')
    expect(taskForKey(press('2', { code: 'Digit2', altKey: true }), 'agent', true)).toBe('intrabank')
    expect(taskForKey(press('1', { code: 'Digit1', altKey: true }), 'supervisor', true)).toBe('journal')
  })

  it('knows no key of a task that the role does not have, nor other chords', () => {
    expect(taskForKey(press('F2'), 'supervisor', true)).toBeUndefined()
    expect(taskForKey(press('9', { code: 'Digit9', altKey: true }), 'supervisor', false)).toBeUndefined()
    expect(taskForKey(press('F8', { ctrlKey: true }), 'agent', true)).toBeUndefined()
    expect(taskForKey(press('2', { code: 'Digit2' }), 'agent', true)).toBeUndefined()
  })
})
