import { describe, expect, it } from 'vitest'
import type { Outcome } from '#shared/contract.ts'
import { id } from '#shared/locales/id.ts'
import { MONEY_STATES } from '#shared/money-states.ts'
import { cashMeaning } from './cash-words.ts'

type Facts = Parameters<typeof cashMeaning>[0]
const byHand = (posted: boolean): Partial<Facts> => ({
  state: 'resolved-by-hand',
  resolution: { posted, bankReference: 'BLB-1', reason: 'Kata bank', approver: '' },
})
const meaningOf = (facts: Partial<Facts>) =>
  cashMeaning({ kind: 'deposit', state: 'unknown', cash: undefined, ...facts })

describe('what the cash means', () => {
  it.each<[Partial<Facts>, ReturnType<typeof cashMeaning>]>([
    [{}, 'ask'],
    [{ cash: 'kept' }, 'kept'],
    [{ cash: 'returned' }, 'returned'],
    [{ state: 'confirmed-late' }, 'agents'],
    [{ state: 'confirmed-late', cash: 'kept' }, 'agents'],
    [{ state: 'confirmed-late', cash: 'returned' }, 'agent-bears'],
    [{ state: 'rejected-late' }, 'owed'],
    [{ state: 'rejected-late', cash: 'kept' }, 'owed'],
    [{ state: 'rejected-late', cash: 'returned' }, 'settled'],
    [{ state: 'rejected-late', cash: 'refunded' }, 'refunded'],
    [{ ...byHand(true), cash: 'kept' }, 'agents'],
    [{ ...byHand(true), cash: 'returned' }, 'agent-bears'],
    [{ ...byHand(false), cash: 'kept' }, 'owed'],
    [{ ...byHand(false), cash: 'returned' }, 'settled'],
    [{ state: 'confirmed' }, undefined],
    [{ state: 'rejected' }, undefined],
    [{ state: 'sending' }, undefined],
    [{ kind: 'switcher-transfer' }, undefined],
  ])('%o: %s', (facts, meaning) => expect(meaningOf(facts)).toBe(meaning))

  it('has words for every state and choice that mean something', () => {
    const meanings = MONEY_STATES.flatMap((state) =>
      [undefined, 'kept', 'returned', 'refunded'].map((cash) =>
        meaningOf({ state, cash: cash as Outcome['cash'] }),
      ),
    )
    for (const meaning of new Set(meanings)) {
      if (meaning && meaning !== 'ask') expect(id.outcome.cashWords[meaning]).toBeTypeOf('string')
    }
  })
})
