import { describe, expect, it } from 'vitest'
import {
  birthDateRule,
  emptyOpening,
  OPENING_FIELDS,
  openingRule,
  openingWarnings,
  readDate,
  tidied,
  wholeNationalIdRule,
  type OpeningField,
} from './opening.ts'
import type { BusinessDate } from './time.ts'

const TODAY = '2026-11-22' as BusinessDate

const broken = (field: OpeningField, texts: string[]) => texts.map((text) => openingRule(field, text))

describe('rules of the form of a new account', () => {
  it('asks for every field: the document calls each of them mandatory', () => {
    const empty = emptyOpening()
    expect(OPENING_FIELDS.map((field) => openingRule(field, empty[field]))).toEqual(
      OPENING_FIELDS.map(() => 'required'),
    )
    expect(openingRule('name', '   ')).toBe('required')
  })

  it("takes the document's own example", () => {
    const example: [OpeningField, string][] = [
      ['nationalId', '12345678900876'],
      ['name', 'gabymars yofie'],
      ['email', 'gaby@email.com'],
      ['birthPlace', 'sby'],
      ['lastEducation', 'sma'],
      ['rt', '022'],
      ['rw', '001'],
      ['province', 'jatim'],
      ['mobilePhone', '08998321234'],
      ['homePhone', '0319909221'],
      ['incomeBand', '1'],
      ['firstDeposit', '100.000'],
    ]
    expect(example.filter(([field, text]) => openingRule(field, text))).toEqual([])
  })

  it('refuses what is no address of mail', () => {
    const wrong = [
      'gaby',
      'gaby@',
      '@email.com',
      'gaby@email',
      'ga by@email.com',
      'gaby@email..com',
      'a@b@c.id',
    ]
    expect(broken('email', wrong)).toEqual(wrong.map(() => 'email-format'))
    expect(broken('email', ['gaby@email.com', 'g.y+1@mail.co.id'])).toEqual([undefined, undefined])
  })

  it('tells mobile numbers from those of a house', () => {
    expect(broken('mobilePhone', ['08998321234', '+628998321234', '628998321234'])).toEqual(Array(3))
    expect(broken('mobilePhone', ['0319909221', '0899', '8998321234', '08abc', '0899 832 1234'])).toEqual(
      Array(5).fill('mobile-format'),
    )
    expect(broken('homePhone', ['0319909221', '08998321234'])).toEqual(Array(2))
    expect(broken('homePhone', ['031', '319909221'])).toEqual(['phone-format', 'phone-format'])
  })

  it('takes names of people without figures, in letters that every host keeps', () => {
    expect(broken('name', ["Contoh Nur'aini", 'H. M. Contoh, S.Pd'])).toEqual([undefined, undefined])
    expect(broken('motherName', ['Contoh 2', 'José', 'a'.repeat(61)])).toEqual([
      'name-characters',
      'name-characters',
      'text-length',
    ])
  })

  it('wants three figures for RT and RW, five for a postal code, and only those', () => {
    expect(broken('rt', ['022', '22', '0222', 'A22'])).toEqual([
      undefined,
      ...Array<string>(3).fill('rt-format'),
    ])
    expect(broken('postalCode', ['61256', '6125', '612566', '6125x'])).toEqual([
      undefined,
      ...Array<string>(3).fill('postal-code-format'),
    ])
  })

  it('takes a NIK of at most 16 figures, and a whole one where that is asked', () => {
    expect(
      broken('nationalId', ['3578011708970001', '12345678900876', '35780117089700011', '3578a']),
    ).toEqual([undefined, undefined, 'nik-length', 'nik-digits'])
    expect([wholeNationalIdRule('3578011708970001'), wholeNationalIdRule('12345678900876')]).toEqual([
      undefined,
      'nik-length',
    ])
  })

  it('lets nothing else stand for a choice', () => {
    expect(broken('gender', ['male', 'l', 'x'])).toEqual([undefined, 'choose', 'choose'])
    expect(broken('maritalStatus', ['single', 'Lajang'])).toEqual([undefined, 'choose'])
  })

  it('refuses a birth in the future and days that no calendar has', () => {
    expect(broken('birthDate', ['31-02-1997', '32-01-1997', '01-13-1997', '1997', '01-08-1897'])).toEqual(
      Array(5).fill('date-format'),
    )
    expect(birthDateRule('22-11-2026', TODAY)).toBeUndefined()
    expect(birthDateRule('23-11-2026', TODAY)).toBe('date-future')
  })
})

describe('dates', () => {
  it('are read however they are written', () => {
    const written = [
      '01-08-1997',
      '1-8-1997',
      '01/08/1997',
      '01.08.1997',
      '1 8 1997',
      '01081997',
      '1997-08-01',
    ]
    expect(written.map(readDate)).toEqual(written.map(() => '1997-08-01'))
  })

  it('know leap years', () => {
    expect(['29-02-2000', '29-02-1900', '29-02-2023'].map(readDate)).toEqual([
      '2000-02-29',
      undefined,
      undefined,
    ])
  })
})

describe('tidying', () => {
  it('brings a field to the form in which it is sent', () => {
    expect(tidied('rt', ' 2 ')).toBe('002')
    expect(tidied('birthDate', '1/8/1997')).toBe('01-08-1997')
    expect(tidied('mobilePhone', '0899-832 1234')).toBe('08998321234')
    expect(tidied('nationalId', '3578 0117 0897 0001')).toBe('3578011708970001')
    expect(tidied('name', ' gabymars   yofie ')).toBe('gabymars yofie')
  })

  it('leaves alone what it does not understand', () => {
    expect(tidied('rt', 'A')).toBe('A')
    expect(tidied('birthDate', '31-02-1997')).toBe('31-02-1997')
  })
})

describe('warnings', () => {
  const warnings = (nationalId: string, birthDate: string, gender: string) =>
    openingWarnings({ nationalId, birthDate, gender }, TODAY)

  it('are silent where NIK, date and sex agree, for men and for women', () => {
    expect(warnings('3578010108970001', '01-08-1997', 'male')).toEqual({})
    expect(warnings('3578014108970001', '01-08-1997', 'female')).toEqual({})
  })

  it('are silent while nothing is known yet', () => {
    expect(warnings('', '', '')).toEqual({})
    expect(warnings('3578014108970001', '', '')).toEqual({})
  })

  it('name the sex that the NIK does not have', () => {
    expect(warnings('3578014108970001', '01-08-1997', 'male')).toEqual({ gender: 'nik-gender' })
    expect(warnings('3578010108970001', '01-08-1997', 'female')).toEqual({ gender: 'nik-gender' })
  })

  it('name a date that the NIK does not have: day, month, or the two figures of the year', () => {
    for (const date of ['02-08-1997', '01-09-1997', '01-08-1998']) {
      expect(warnings('3578010108970001', date, 'male')).toEqual({ birthDate: 'nik-birth-date' })
    }
    // The century is not in it.
    expect(warnings('3578010108050001', '01-08-2005', 'male')).toEqual({})
  })

  it('name a NIK that is short, or has no birthday in it', () => {
    expect(warnings('12345678900876', '01-08-1997', 'male')).toEqual({ nationalId: 'nik-short' })
    for (const odd of ['3578010013970001', '3578013213970001', '3578017213970001', '3578013002970001']) {
      expect(warnings(odd, '01-08-1997', 'male')).toEqual({ nationalId: 'nik-odd' })
    }
    // 29 February: some year ending in 96 had one, none ending in 97.
    expect(warnings('3578012902960001', '29-02-1996', 'male')).toEqual({})
    expect(warnings('3578012902970001', '01-03-1997', 'male')).toEqual({ nationalId: 'nik-odd' })
  })

  it('name who is not seventeen yet, to the day', () => {
    expect(warnings('', '23-11-2009', '')).toEqual({ birthDate: 'under-age' })
    expect(warnings('', '22-11-2009', '')).toEqual({})
  })
})
