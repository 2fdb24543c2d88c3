import { describe, expect, it } from 'vitest'
import { makeUpOf } from './password-strength.ts'

describe('makeUpOf', () => {
  it('names length and classes as they are', () => {
    expect(makeUpOf('T6jkl4ss', 'BNIUS100294')).toEqual({
      length: 8,
      classes: ['lower', 'upper', 'digit'],
      hasUsername: false,
      fewDifferent: false,
    })
    expect(makeUpOf('kopi susu!', '').classes).toEqual(['lower', 'sign'])
  })

  it('tells what is guessed first', () => {
    expect(makeUpOf('bnius100294!', 'BNIUS100294').hasUsername).toBe(true)
    expect(makeUpOf('aaaaaaaab', '').fewDifferent).toBe(true)
    expect(makeUpOf('', 'BNIUS100294')).toMatchObject({ length: 0, classes: [], hasUsername: false })
  })
})
