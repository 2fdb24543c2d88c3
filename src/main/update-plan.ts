import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { wallClock, type Zone } from '#shared/time.ts'

/** From where and when a newer version of the program is taken: the setting `update` of docs/operations.md. */
export interface UpdatePlan {
  /** the folder with latest.yml or latest-linux.yml; ends with a slash */
  url: string
  /** nothing is asked, fetched or installed then */
  workingHours: { from: MinuteOfDay; to: MinuteOfDay }
  /** when the server is first asked, outside working hours */
  at: MinuteOfDay
  /** the program starts the installer itself; false: it checks the package and leaves it for whoever installs */
  install: boolean
  /** Ed25519: then a release counts only with a signature by it */
  key: KeyObject | undefined
}

/** 0 = midnight of the outlet's zone, up to 1,439 */
type MinuteOfDay = number

const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000

/** A time outside working hours in which there is something to do. */
export interface QuietTime {
  /** ms since the epoch */
  sinceMs: number
  untilMs: number
}

const EXPECTED =
  '{"url": "https://…", "workingHours": "06:00-21:00", "at": "21:30" (outside them), "install": true or false, "key": "ed25519/<Base64 of its 32 bytes>"}, only the first needed'

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/

const minutesOf = (clock: string): MinuteOfDay => {
  const [, hours, minutes] = CLOCK.exec(clock)!
  return Number(hours) * 60 + Number(minutes)
}

const hoursOf = (text: string) => {
  const [from, to] = text.split('-')
  return { from: minutesOf(from!), to: minutesOf(to!) }
}

/** Minutes that the clock runs from one time of the day to another. */
const minutesFrom = (from: MinuteOfDay, to: MinuteOfDay) => (to - from + DAY_MINUTES) % DAY_MINUTES

const keyOf = (text: string): KeyObject => {
  const x = Buffer.from(text.slice('ed25519/'.length), 'base64').toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

const isHours = (text: string) => {
  const ends = text.split('-')
  return ends.length === 2 && ends.every((end) => CLOCK.test(end)) && ends[0] !== ends[1]
}

/** @param isAddress whether an address may be asked: https, or this machine */
export const updatePlan = (isAddress: (text: string) => boolean) =>
  z
    .strictObject(
      {
        url: z.string(EXPECTED).refine(isAddress, EXPECTED),
        workingHours: z.string(EXPECTED).refine(isHours, EXPECTED).default('06:00-21:00'),
        at: z.string(EXPECTED).regex(CLOCK, EXPECTED).optional(),
        install: z.boolean(EXPECTED).default(false),
        key: z
          .string(EXPECTED)
          .regex(/^ed25519\/[A-Za-z0-9+/]{43}=$/, EXPECTED)
          .optional(),
      },
      EXPECTED,
    )
    .transform(({ url, workingHours, at, install, key }): UpdatePlan => {
      const hours = hoursOf(workingHours)
      return {
        url: url.endsWith('/') ? url : `${url}/`,
        workingHours: hours,
        at: at === undefined ? hours.to : minutesOf(at),
        install,
        key: key === undefined ? undefined : keyOf(key),
      }
    })
    .refine(({ at, workingHours: { from, to } }) => minutesFrom(from, at) >= minutesFrom(from, to), EXPECTED)

/** @returns undefined in working hours, and after them until the plan's time has come */
export function quietTime({ workingHours, at }: UpdatePlan, zone: Zone, now: Date): QuietTime | undefined {
  const sinceMs = lastAt(at, zone, now)
  const untilMs = sinceMs + minutesFrom(at, workingHours.from) * MINUTE_MS
  return now.getTime() < untilMs ? { sinceMs, untilMs } : undefined
}

/** The last moment at which the zone's clock showed this time. */
function lastAt(at: MinuteOfDay, zone: Zone, now: Date): number {
  const { hour, minute } = wallClock(now, zone)
  const passed = minutesFrom(at, Number(hour) * 60 + Number(minute))
  return Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS - passed * MINUTE_MS
}
