import { describe, expect, it } from 'vitest'
import type { Posting } from '../../src/sandbox/ledger.ts'
import type { JournalView, RowView } from './child-protocol.ts'
import { judge, type Attempt, type ToldOf } from './oracle.ts'

const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  attemptId: 'a1',
  kind: 'deposit',
  amountSen: 2_500_000,
  credit: 'BNI:14047',
  feeSen: 50_000,
  told: [],
  ...changes,
})
const row = (changes: Partial<RowView> = {}): RowView => ({
  attemptId: 'a1',
  transactionId: 't1',
  reference: '2611221642070410',
  kind: 'deposit',
  state: 'confirmed',
  account: '14047',
  amountSen: 2_500_000n,
  feeSen: 50_000n,
  hasReceipt: true,
  ...changes,
})
const posting = (changes: Partial<Posting> = {}): Posting => ({
  id: 7,
  kind: 'deposit',
  sid: '2611221642070410',
  username: 'BNIUS100294',
  debitAccount: 'BNI:4447',
  creditAccount: 'BNI:14047',
  amountSen: 2_500_000,
  feeSen: 50_000,
  narration: 'Setor tunai',
  journal: 1007,
  reversalOf: null,
  postedAt: '2026-11-22T09:42:07.041Z',
  ...changes,
})
const journal = (rows: RowView[], changes: Partial<JournalView> = {}): JournalView => ({
  ...{ rows, audit: { intact: true, head: { count: 3, mac: '' } }, cutTails: 0, originals: [] },
  ...changes,
})

interface Case {
  attempts?: Attempt[]
  rows?: RowView[]
  postings?: Posting[]
  changes?: Partial<JournalView>
  recovered?: boolean
}
const verdictOf = ({
  attempts = [attempt()],
  rows = [row()],
  postings = [posting()],
  changes = {},
  recovered = true,
}: Case) => judge(journal(rows, changes), attempts, postings, recovered)
const kindsOf = (given: Case) => verdictOf(given).violations.map(({ kind }) => kind)

describe('the oracle', () => {
  it('has nothing to say of a confirmed row that was booked once', () => {
    expect(verdictOf({})).toEqual({
      violations: [],
      states: { confirmed: 1 },
      unknownBooked: 0,
      unknownNotBooked: 0,
    })
  })

  it.each<[string, Case, string[]]>([
    ['money without a row', { rows: [] }, ['lost']],
    ['money that no attempt explains', { attempts: [], rows: [] }, ['lost']],
    [
      'money without its reference and without a row',
      { rows: [], postings: [posting({ sid: '' })] },
      ['lost'],
    ],
    ['a row that says void of booked money', { rows: [row({ state: 'void' })] }, ['lost']],
    ['a row that says not-sent of booked money', { rows: [row({ state: 'not-sent' })] }, ['lost']],
    [
      'two movements under one reference',
      { postings: [posting(), posting({ id: 8, amountSen: 2_500_000 })] },
      ['doubled'],
    ],
    [
      'two movements, the second under another reference',
      { postings: [posting(), posting({ id: 8, sid: '1' })] },
      ['doubled'],
    ],
    [
      'two movements of an unknown',
      { rows: [row({ state: 'unknown' })], postings: [posting(), posting({ id: 8 })] },
      ['doubled'],
    ],
    ['a confirmation of nothing', { postings: [] }, ['falsely-confirmed']],
    [
      'a late confirmation of nothing',
      { rows: [row({ state: 'confirmed-late' })], postings: [] },
      ['falsely-confirmed'],
    ],
    [
      'a confirmation of another amount',
      { postings: [posting({ amountSen: 2_500_100 })] },
      ['falsely-confirmed'],
    ],
    [
      'a confirmation to another account',
      { postings: [posting({ creditAccount: 'BNI:14048' })] },
      ['falsely-confirmed'],
    ],
    ['a confirmation under no reference', { postings: [posting({ sid: '' })] }, ['falsely-confirmed']],
    ['a confirmation of another fee', { postings: [posting({ feeSen: 0 })] }, ['falsely-confirmed']],
    ['a confirmation without a receipt', { rows: [row({ hasReceipt: false })] }, ['falsely-confirmed']],
    ['a refusal of booked money', { rows: [row({ state: 'rejected' })] }, ['falsely-rejected']],
    ['a late refusal of booked money', { rows: [row({ state: 'rejected-late' })] }, ['falsely-rejected']],
    [
      'a transaction that is still sending',
      { rows: [row({ state: 'sending' })], postings: [] },
      ['unsettled'],
    ],
    ['a broken trail', { changes: { audit: { intact: false, reason: 'altered', seq: 2 } } }, ['trail']],
    ['a cut that nobody made', { changes: { cutTails: 1 } }, ['trail']],
  ])('catches %s', (_name, given, expected) => {
    expect(kindsOf(given)).toEqual(expected)
  })

  it.each<[string, ToldOf, Case, string[]]>([
    ['confirmed and not in the journal', 'confirmed', { rows: [], postings: [] }, ['forgotten']],
    ['confirmed and unknown', 'confirmed', { rows: [row({ state: 'unknown' })] }, ['forgotten']],
    ['rejected and unknown', 'rejected', { rows: [row({ state: 'unknown' })], postings: [] }, ['forgotten']],
    ['unknown and rejected', 'unknown', { rows: [row({ state: 'not-sent' })], postings: [] }, ['forgotten']],
    ['nothing sent, and it was', 'nothing-sent', { rows: [row({ state: 'unknown' })] }, ['lost']],
    ['nothing sent, and nothing was', 'nothing-sent', { rows: [], postings: [] }, []],
    ['unknown and confirmed late', 'unknown', { rows: [row({ state: 'confirmed-late' })] }, []],
    ['unsure and confirmed', 'unsure', {}, []],
  ])('holds what the teller was told: %s', (_name, told, given, expected) => {
    expect(kindsOf({ ...given, attempts: [attempt({ told: [told] })] })).toEqual(expected)
  })

  it('lets an attempt be sent after a failure that promised that nothing was, and not the other way round', () => {
    const toldIn = (...told: ToldOf[]) => kindsOf({ attempts: [attempt({ told })] })
    expect(toldIn('nothing-sent', 'confirmed')).toEqual([])
    expect(toldIn('confirmed', 'nothing-sent')).toEqual(['lost'])
  })

  it('counts unknowns, booked or not, and blames none of them', () => {
    const both = {
      attempts: [attempt(), attempt({ attemptId: 'a2', amountSen: 1 })],
      rows: [
        row({ state: 'unknown' }),
        row({ attemptId: 'a2', reference: '2', amountSen: 1n, state: 'unknown' }),
      ],
    }
    expect(verdictOf(both)).toMatchObject({ violations: [], unknownBooked: 1, unknownNotBooked: 1 })
  })

  it('lets a transaction be under way while the program runs', () => {
    expect(kindsOf({ rows: [row({ state: 'sending' })], recovered: false })).toEqual([])
  })

  it('does not blame the program for what the network wrote into a request or an answer', () => {
    const garbled = { attempts: [attempt({ garbledRequest: true })], postings: [posting({ sid: '26X' })] }
    expect(kindsOf(garbled)).toEqual([])
    const altered = { attempts: [attempt({ alteredAnswer: true })], postings: [posting({ feeSen: 1 })] }
    expect(kindsOf(altered)).toEqual([])
  })

  it('but does where such a request was booked and the journal says it was not', () => {
    const attempts = [attempt({ garbledRequest: true })]
    expect(kindsOf({ attempts, rows: [row({ state: 'rejected' })] })).toEqual(['falsely-rejected'])
  })
})
