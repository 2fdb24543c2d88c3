import { describe, expect, it } from 'vitest'
import { matchingChoices, meantChoice } from './choices.ts'

const BANKS = [
  { id: '002', name: 'BRI' },
  { id: '008', name: 'BANK MANDIRI' },
  { id: '009', name: 'BNI 46' },
  { id: '012', name: 'BANK BCA' },
  { id: '028', name: 'BANK OCBC NISP' },
  { id: '536', name: 'BANK BCA SYARIAH' },
  { id: '564', name: 'BANK MANDIRI TASPEN' },
]
const codes = (typed: string) => matchingChoices(BANKS, typed).map(({ id }) => id)

describe('matchingChoices', () => {
  it.each([
    ['mandiri', ['008', '564']],
    ['Bank Mandiri', ['008', '564']],
    ['mandiri tas', ['564']],
    ['bca', ['012', '536']],
    ['cb', ['028']],
    ['syariah bca', ['536']],
    ['BCA-Syariah', ['536']],
    ['zzz', []],
  ])('finds %j by name', (typed, found) => expect(codes(typed)).toEqual(found))

  it('finds codes before names, whole ones first', () => {
    expect(codes('008')).toEqual(['008'])
    expect(codes('00')).toEqual(['002', '008', '009'])
    expect(codes('46')).toEqual(['009'])
  })

  it('offers everything while nothing is typed', () => {
    expect(codes('  ')).toHaveLength(BANKS.length)
  })
})

describe('meantChoice', () => {
  it('takes what leaves no doubt, and nothing else', () => {
    expect(meantChoice(BANKS, '008')?.id).toBe('008')
    expect(meantChoice(BANKS, 'taspen')?.id).toBe('564')
    expect(meantChoice(BANKS, 'mandiri')).toBeUndefined()
    expect(meantChoice(BANKS, '')).toBeUndefined()
    expect(meantChoice(BANKS, 'zzz')).toBeUndefined()
  })
})
