import { expect, it } from 'vitest'
import type { Month } from '#shared/graphs.ts'
import { failed, ok, type Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { useDashboardExport } from './use-dashboard-export.ts'

const view = { month: '2026-10' as Month, until: '2026-10' as Month, sorts: {} }
const png = new Uint8Array([1])

function open(answer: object | Failure, ready = true) {
  const asked: [string, object][] = []
  const call = (async (method: string, input: object) => {
    asked.push([method, input])
    return 'code' in answer ? failed(answer) : ok(answer)
  }) as unknown as Call
  const sources = {
    ...{ view: () => view, ready: () => ready },
    ...{ poster: async () => png, pictures: async () => [{ chart: 'bill' as const, png }] },
  }
  return { asked, exporting: useDashboardExport(call, sources) }
}

it('says where a file went, and nothing when the person cancelled', async () => {
  const { asked, exporting } = open({ file: 'grafik.csv' })
  await exporting.run('csv')
  expect(asked).toEqual([['dashboard.saveTables', { ...view, format: 'csv' }]])
  expect(exporting.told.value).toEqual({ key: 'dashboard.export.saved', values: { file: 'grafik.csv' } })
  const cancelled = open({})
  await cancelled.exporting.run('pdf')
  expect(cancelled.asked[0]).toEqual([
    'dashboard.saveReport',
    { ...view, pictures: [{ chart: 'bill', png }] },
  ])
  expect([cancelled.exporting.told.value, cancelled.exporting.failed.value]).toEqual([undefined, false])
})

it('waits for charts that are still being read', async () => {
  const { asked, exporting } = open({ file: 'x' }, false)
  await exporting.run('png')
  expect(asked).toEqual([])
  expect(exporting.told.value?.key).toBe('dashboard.export.notReady')
})

it.each([
  ['disk', 'dashboard.export.failed'],
  ['printer', 'dashboard.export.printFailed'],
] as const)('says what to do about a %s that refuses', async (part, key) => {
  const { exporting } = open({ code: 'UNAVAILABLE', part, reason: 'x' })
  await exporting.run('print')
  expect([exporting.told.value?.key, exporting.failed.value, exporting.working.value]).toEqual([
    key,
    true,
    false,
  ])
})
