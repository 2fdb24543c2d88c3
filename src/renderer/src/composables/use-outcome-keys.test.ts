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
    expect(outcomeAction(press('Enter'), undefined, DEAF_FOR_MS)).toBe('next')
  })

  it('is deaf at first', () => {
    expect(outcomeAction(press('Enter'), undefined, DEAF_FOR_MS - 1)).toBeUndefined()
    expect(outcomeAction(press('s'), 'cash', 0)).toBeUndefined()
  })

  it('never reacts to a key that is held down', () => {
    expect(outcomeAction(press('Enter', { repeat: true }), undefined, 10_000)).toBeUndefined()
    expect(outcomeAction(press('k', { repeat: true }), 'cash', 10_000)).toBeUndefined()
  })

  it('does nothing on Enter while the cash of an unknown is undecided', () => {
    expect(outcomeAction(press('Enter'), 'cash', 10_000)).toBeUndefined()
  })

  it.each([
    ['s', 'cash-kept'],
    ['S', 'cash-kept'],
    ['k', 'cash-returned'],
    ['K', 'cash-returned'],
  ])('%s says %s', (key, action) => expect(outcomeAction(press(key), 'cash', 10_000)).toBe(action))

  it('gives the cash back with K where it is owed, and goes on with Enter', () => {
    expect(outcomeAction(press('k'), 'refund', 10_000)).toBe('refund')
    expect(outcomeAction(press('s'), 'refund', 10_000)).toBeUndefined()
    expect(outcomeAction(press('Enter'), 'refund', 10_000)).toBe('next')
  })

  it('leaves S and K alone where nothing is undecided, and all chords', () => {
    expect(outcomeAction(press('s'), undefined, 10_000)).toBeUndefined()
    expect(outcomeAction(press('k', { ctrlKey: true }), 'cash', 10_000)).toBeUndefined()
    expect(outcomeAction(press('Enter', { altKey: true }), undefined, 10_000)).toBeUndefined()
  })
})
