import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { businessDate, formatClock, toInstant, wallClock, type Zone } from './time.ts'

const NEW_YEAR = toInstant('2026-12-31T16:30:05.007Z')

describe('wallClock', () => {
  it.each([
    ['WIB', ['2026', '12', '31', '23', '30', '05', '007']],
    ['WITA', ['2027', '01', '01', '00', '30', '05', '007']],
    ['WIT', ['2027', '01', '01', '01', '30', '05', '007']],
  ] as [Zone, string[]][])('shows the clock of %s', (zone, parts) => {
    expect(Object.values(wallClock(NEW_YEAR, zone))).toEqual(parts)
  })
})

describe('businessDate', () => {
  it("is the outlet's calendar day", () => {
    expect(businessDate(NEW_YEAR, 'WIB')).toBe('2026-12-31')
    expect(businessDate(NEW_YEAR, 'WITA')).toBe('2027-01-01')
  })
})

describe('formatClock', () => {
  it('names the zone', () => {
    expect(formatClock(NEW_YEAR, 'WIB')).toBe('23.30 WIB')
    expect(formatClock(NEW_YEAR, 'WIT', true)).toBe('01.30.05 WIT')
  })
})

describe('toInstant', () => {
  it('is UTC with milliseconds', () => {
    expect(toInstant(Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toBe('2026-01-02T03:04:05.006Z')
  })
  it('refuses what is no date', () => {
    expect(() => toInstant('kemarin')).toThrow(RangeError)
  })
})

it.each(['UTC', 'Asia/Jakarta', 'America/St_Johns', 'Pacific/Kiritimati'])(
  "is independent of the PC's zone %s",
  (TZ) => {
    const shown = inZone(
      TZ,
      `import { businessDate, formatClock } from './src/shared/time.ts'
       import { referenceOf } from './src/shared/references.ts'
       const at = new Date('${NEW_YEAR}')
       console.log(at.getHours(), businessDate(at, 'WITA'), formatClock(at, 'WIB', true), referenceOf(at.getTime() * 10 + 3))`,
    )
    const [hours, ...rest] = shown.trim().split(' ')
    expect(rest.join(' ')).toBe('2027-01-01 23.30.05 WIB 2612312330050073')
    // The zone really was another one, or this test would prove nothing.
    const localHours = {
      UTC: '16',
      'Asia/Jakarta': '23',
      'America/St_Johns': '13',
      'Pacific/Kiritimati': '6',
    }
    expect(hours).toBe(localHours[TZ as keyof typeof localHours])
  },
)

function inZone(TZ: string, program: string): string {
  return execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    env: { ...process.env, TZ, NODE_OPTIONS: '' },
    encoding: 'utf8',
  })
}
