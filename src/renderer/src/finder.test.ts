import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#shared/contract.ts'
import { locales, type Messages } from '#shared/locales/index.ts'
import { find } from './finder.ts'
import { TASKS } from './tasks.ts'

let dictionaries: Messages[]
beforeAll(async () => {
  dictionaries = await Promise.all([locales.id(), locales.en()])
})
const found = (typed: string, role: Role = 'agent') => find(typed, role, true, 'BNI', dictionaries)
const names = (typed: string, role?: Role) => found(typed, role).open.map(({ name }) => name)

describe('finding a task', () => {
  it('offers everything that the role may use while nothing is typed, and nothing else', () => {
    expect(names('')).toContain('deposit')
    expect(names('', 'supervisor')).not.toContain('deposit')
    expect(names('', 'supervisor')).toContain('sign-out')
    expect(found('').forbidden).toEqual([])
  })

  it.each([
    ['setor', 'deposit'],
    ['Deposit', 'deposit'],
    ['nabung', 'deposit'],
    ['sesama bni', 'intrabank'],
    ['kirim bank lain', 'interbank'],
    ['other bank', 'interbank'],
    ['cek saldo', 'customer-balance'],
    ['agent balance', 'agent-balance'],
    ['cetak ulang', 'journal'],
    ['reprint', 'journal'],
    ['bahasa', 'settings'],
    ['dark', 'settings'],
    ['ganti password', 'password'],
    ['kunci', 'lock'],
    ['log out', 'sign-out'],
    ['shortcuts', 'help'],
  ])('by “%s” gives %s first, in whatever language the screen is', (typed, name) => {
    expect(names(typed)[0]).toBe(name)
  })

  it.each([
    ['tarik tunai', 'withdrawal'],
    ['cash withdrawal', 'withdrawal'],
    ['bayar listrik', 'bills'],
    ['pulsa', 'topUp'],
    ['qris', 'qris'],
  ])('says of “%s” that the program cannot do it, and offers nothing in its place', (typed, name) => {
    expect(found(typed)).toEqual({ open: [], forbidden: [], absent: [name] })
  })

  it('does not speak of what is missing while two letters may still become anything', () => {
    expect(found('ta').absent).toEqual([])
  })

  it('tells a role what exists but is not its own', () => {
    expect(names('setor tunai', 'supervisor')).toEqual([])
    expect(found('setor tunai', 'supervisor').forbidden.map(({ name }) => name)).toEqual(['deposit'])
  })

  it('has words for every task of the menu in both languages', () => {
    for (const { finder } of dictionaries) expect(finder.words).toMatchObject(wordsFor())
  })
})

const wordsFor = () => Object.fromEntries(TASKS.map(({ name }) => [name, expect.stringMatching(/\w/)]))
