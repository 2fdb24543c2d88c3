import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PrinterChoice, PrinterSettings } from '#shared/contract/printing.ts'
import type { Failure } from '#shared/result.ts'
import { call } from '../api.ts'
import { useAppInfo } from './app-info.ts'
import { useStatus } from './status.ts'

/** The printer of this counter, as main has it. */
export const usePrinter = defineStore('printer', () => {
  const appInfo = useAppInfo()
  const status = useStatus()
  const settings = shallowRef<PrinterSettings>()
  const failure = shallowRef<Failure>()

  async function load(): Promise<void> {
    const result = await call('printer.settings', {})
    if (result.ok) take(result.value)
  }

  function take(now: PrinterSettings): void {
    settings.value = now
    appInfo.set({ ...appInfo.info, paperColumns: now.choice.columns })
  }

  /** Holds from the next receipt on; what main refuses stays as it was. */
  async function choose(change: Partial<PrinterChoice>): Promise<void> {
    if (!settings.value) return
    const result = await call('printer.choose', { ...settings.value.choice, ...change })
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) take(result.value)
    else await load()
  }

  // What it can do is learnt while it prints, and each print changes what it says.
  watch([() => status.status.printer, () => status.status.printQueue], () => settings.value && void load())

  const choice = computed(() => settings.value?.choice)
  return { settings, choice, failure, load, choose }
})
