import { describe, expect, it } from 'vitest'
import { DEAF_FOR_MS, outcomeAction } from './use-outcome-keys.ts'

const press = (key: string, more: Partial<Parameters<typeof outcomeAction>[0]> = {}) => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
})

describe('outcomeAction', () => {
  it('goes on with Enter once the outcome can have been read', () => {
    expect(outcomeAction(press('Enter'), false, DEAF_FOR_MS)).toBe('next')
  })

  it('is deaf at first', () => {
    expect(outcomeAction(press('Enter'), false, DEAF_FOR_MS - 1)).toBeUndefined()
    expect(outcomeAction(press('s'), true, 0)).toBeUndefined()
  })

  it('never reacts to a key that is held down', () => {
    expect(outcomeAction(press('Enter', { repeat: true }), false, 10_000)).toBeUndefined()
    expect(outcomeAction(press('k', { repeat: true }), true, 10_000)).toBeUndefined()
  })

  it('does nothing on Enter while the cash of an unknown is undecided', () => {
    expect(outcomeAction(press('Enter'), true, 10_000)).toBeUndefined()
  })

  it.each([
    ['s', 'cash-kept'],
    ['S', 'cash-kept'],
    ['k', 'cash-returned'],
    ['K', 'cash-returned'],
  ])('%s says %s', (key, action) => expect(outcomeAction(press(key), true, 10_000)).toBe(action))

  it('leaves S and K alone where nothing is undecided, and all chords', () => {
    expect(outcomeAction(press('s'), false, 10_000)).toBeUndefined()
    expect(outcomeAction(press('k', { ctrlKey: true }), true, 10_000)).toBeUndefined()
    expect(outcomeAction(press('Enter', { altKey: true }), false, 10_000)).toBeUndefined()
  })
})
