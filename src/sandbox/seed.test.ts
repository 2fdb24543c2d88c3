import { describe, expect, it } from 'vitest'
import { completeSeed, parseSeed } from './seed.ts'

const at = new Date('2026-03-02T03:00:00.000Z')

describe('a seed', () => {
  it('changes what it names of a default entry and leaves the rest', () => {
    const seed = {
      accounts: [{ number: '4447', balance: 10 }],
      users: [{ username: 'BNIUS100294', pin: '111111' }],
    }
    const { accounts, users } = completeSeed(parseSeed(seed), at)
    expect(accounts.find(({ number }) => number === '4447')).toMatchObject({
      balance: 10,
      name: 'ARDHA HERDIANTO',
    })
    const agent = users.find(({ profile }) => profile.username === 'BNIUS100294')
    expect(agent).toMatchObject({ pin: '111111', password: 'T6jkl4ss', account: '4447' })
  })

  it('adds users, accounts and months', () => {
    const { users, accounts, history, fees } = completeSeed(
      parseSeed({
        users: [{ username: 'X1', password: 'pw', profile: { nama: 'Agen Dua' } }],
        accounts: [{ bank: '009', number: '77' }],
        history: [{ month: '2001-02', openAccount: 1, deposit: 2, customerBalance: 3 }],
        fees: { deposit: 2000 },
      }),
      at,
    )
    expect(users.at(-1)?.profile).toMatchObject({ username: 'X1', nama: 'Agen Dua', kode_bank: 'BNI' })
    expect(accounts.at(-1)).toMatchObject({ bank: '009', number: '77', balance: 0 })
    expect(history.at(-1)).toEqual({ month: '2001-02', openAccount: 1, deposit: 2, customerBalance: 3 })
    expect(fees).toEqual({ deposit: 2000, intrabank: 1000, interbank: 6500 })
  })

  it.each([
    ['an unknown entry', { acounts: [] }, 'Unrecognized key: "acounts"'],
    [
      'a wrong value, by its path',
      { users: [{ username: 'X', pin: '12' }] },
      'users.0.pin: expected six digits',
    ],
    ['an unknown profile field', { users: [{ username: 'X', profile: { name: 'a' } }] }, 'users.0.profile'],
    ['something that is no object', [], 'the seed:'],
  ])('names %s', (_, seed, words) => {
    expect(() => parseSeed(seed)).toThrow(words)
  })

  it.each([
    ['a new user without a password', { users: [{ username: 'X' }] }, 'user X is new and needs a password'],
    [
      'an agent without an account',
      { users: [{ username: 'X', password: 'p', account: '1' }] },
      'there is no account BNI 1',
    ],
  ])('refuses %s', (_, seed, words) => {
    expect(() => completeSeed(seed, at)).toThrow(words)
  })

  it('invents the same 24 months before now each time, and holds the document’s month', () => {
    const { history } = completeSeed({}, at)
    expect(history).toEqual(completeSeed({}, at).history)
    const months = history.map(({ month }) => month)
    expect(months).toHaveLength(25)
    expect(months).toEqual(expect.arrayContaining(['2020-01', '2024-03', '2026-02']))
    expect(months).not.toContain('2026-03')
  })
})
