import { formatClock, wallClock, type Instant } from '#shared/time.ts'
import { useAppInfo } from '../stores/app-info.ts'
import { useStatus } from '../stores/status.ts'
import { useWords } from '../words.ts'

/** Days and clocks as people of the outlet read them: its zone, the words of the screen's language. */
export function useDates() {
  const { words } = useWords()
  const appInfo = useAppInfo()
  const status = useStatus()

  /** `22 Nov 2026` */
  function day(at: Instant | Date): string {
    const { day, month, year } = wallClock(at, appInfo.info.zone)
    return `${Number(day)} ${words.value.dates.months[Number(month) - 1]} ${year}`
  }

  /** `Minggu 22 Nov 2026` */
  function longDay(at: Instant | Date): string {
    const { day: date, month, year } = wallClock(at, appInfo.info.zone)
    const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date))).getUTCDay()
    return `${words.value.dates.days[weekday]} ${day(at)}`
  }

  /** `16.42 WIB`, or `16.42.07 WIB` */
  const clock = (at: Instant | Date, withSeconds = false) => formatClock(at, appInfo.info.zone, withSeconds)

  /** `22 Nov 16.42`, for lists whose heading names the zone; other years than this one are named */
  function dayAndClock(at: Instant | Date): string {
    const { hour, minute, year } = wallClock(at, appInfo.info.zone)
    const thisYear = wallClock(status.now(), appInfo.info.zone).year
    const date = year === thisYear ? day(at).slice(0, -5) : day(at)
    return `${date} ${hour}.${minute}`
  }

  return { dayAndClock, day, longDay, clock }
}
