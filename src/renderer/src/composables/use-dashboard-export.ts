import { ref, shallowRef } from 'vue'
import type { DashboardView } from '#shared/contract/dashboard.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { failureSentence } from '../failure-words.ts'
import type { Sentence } from '../words.ts'

export type ExportFormat = 'csv' | 'xlsx' | 'png' | 'pdf' | 'print'

interface Sources {
  view: () => DashboardView
  /** every chart has been answered, one way or the other */
  ready: () => boolean
  /** a picture of all charts together */
  poster: () => Promise<Uint8Array>
  /** a picture for each chart that has one */
  pictures: () => Promise<{ chart: keyof DashboardView['sorts']; png: Uint8Array }[]>
}

/** Saves or prints what is on screen; one export at a time, and a sentence about how it went. */
export function useDashboardExport(call: Call, sources: Sources) {
  const working = ref(false)
  const told = shallowRef<Sentence>()
  const failed = ref(false)

  function tell(sentence: Sentence | undefined, isFailure: boolean): void {
    told.value = sentence
    failed.value = isFailure
  }

  async function run(format: ExportFormat): Promise<void> {
    if (working.value) return
    if (!sources.ready()) return tell({ key: 'dashboard.export.notReady' }, true)
    working.value = true
    tell({ key: 'dashboard.export.working' }, false)
    try {
      const result = await ask(format)
      if (!result.ok) return tell(failureOf(result.failure), true)
      const { file } = result.value
      tell(file ? { key: 'dashboard.export.saved', values: { file } } : undefined, false)
    } finally {
      working.value = false
    }
  }

  async function ask(format: ExportFormat): Promise<Result<{ file?: string | undefined }>> {
    const view = sources.view()
    if (format === 'csv' || format === 'xlsx') return call('dashboard.saveTables', { ...view, format })
    if (format === 'png')
      return call('dashboard.savePicture', { month: view.month, png: await sources.poster() })
    const pictures = await sources.pictures()
    if (format === 'pdf') return call('dashboard.saveReport', { ...view, pictures })
    const printed = await call('dashboard.print', { ...view, pictures })
    return printed.ok ? { ok: true, value: {} } : printed
  }

  /** What became of the last one is no longer said. */
  const forget = () => working.value || tell(undefined, false)

  return { working, told, failed, run, forget }
}

function failureOf(failure: Failure): Sentence {
  if (failure.code === 'UNAVAILABLE' && failure.part === 'disk') return { key: 'dashboard.export.failed' }
  if (failure.code === 'UNAVAILABLE' && failure.part === 'printer')
    return { key: 'dashboard.export.printFailed' }
  return failureSentence(failure, 'read')
}
