import { describe, expect, it } from 'vitest'
import { MONEY_STATES, nextState, type MoneyEvent, type MoneyState } from './money-states.ts'

/** The whole machine of DESIGN's "Money states", written out: a row for each state, a column for each event. */
const EVENTS: MoneyEvent[] = [
  ...(['send', 'abandon', 'confirm', 'reject', 'prove-not-sent', 'lose'] as const),
  ...(['resolve-by-hand', 'reverse', 'confirm-reversal', 'reject-reversal', 'lose-reversal'] as const),
]
const TABLE = `
state            | send    | abandon | confirm        | reject        | prove-not-sent | lose    | resolve-by-hand  | reverse   | confirm-reversal | reject-reversal | lose-reversal
intent           | sending | void    | -              | -             | -              | -       | -                | -         | -                | -               | -
sending          | -       | -       | confirmed      | rejected      | not-sent       | unknown | -                | -         | -                | -               | -
confirmed        | -       | -       | -              | -             | -              | -       | -                | reversing | -                | -               | -
rejected         | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
not-sent         | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
unknown          | -       | -       | confirmed-late | rejected-late | -              | -       | resolved-by-hand | -         | -                | -               | -
void             | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
confirmed-late   | -       | -       | -              | -             | -              | -       | -                | reversing | -                | -               | -
rejected-late    | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
resolved-by-hand | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
reversing        | -       | -       | -              | -             | -              | -       | -                | -         | reversed         | confirmed       | reversal-unknown
reversed         | -       | -       | -              | -             | -              | -       | -                | -         | -                | -               | -
reversal-unknown | -       | -       | -              | -             | -              | -       | -                | -         | reversed         | confirmed       | -
`

const [heading = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))

const cells = rows.flatMap(([state, ...moves]) =>
  moves.map((to, column) => [state, EVENTS[column], to] as [MoneyState, MoneyEvent, string]),
)

describe('money states', () => {
  it('writes out every state and every event', () => {
    expect(heading.slice(1)).toEqual(EVENTS)
    expect(rows.map(([state]) => state)).toEqual([...MONEY_STATES])
    expect(cells).toHaveLength(MONEY_STATES.length * EVENTS.length)
  })

  it.each(cells)('%s + %s -> %s', (state, event, to) => {
    if (to === '-') expect(() => nextState(state, event)).toThrow(`${state} cannot ${event}`)
    else expect(nextState(state, event)).toBe(to)
  })
})
