import { ref, shallowRef } from 'vue'
import type { FoundPrinter, SlipResult } from '#shared/contract/printing.ts'
import type { Status } from '#shared/contract.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { Call } from '../api.ts'
import { networkPrinter } from '../network-printer.ts'

/** Looking for printers, trying an address, and seeing whether paper comes out. */
export function usePrinterSetup(call: Call) {
  const found = shallowRef<readonly FoundPrinter[]>([])
  const looking = ref(false)
  const address = ref('')
  const probing = ref(false)
  /** what the address last tried said */
  const probed = shallowRef<{ setting: string; word: Status['printer'] }>()
  const testing = ref(false)
  const tested = shallowRef<SlipResult>()
  const failure = shallowRef<Failure>()

  async function look(): Promise<void> {
    if (looking.value) return
    looking.value = true
    const result = await call('printer.find', {})
    looking.value = false
    if (result.ok) found.value = result.value.items
    else failure.value = result.failure
  }

  async function probe(): Promise<void> {
    if (probing.value || address.value.trim() === '') return
    const setting = networkPrinter(address.value)
    probing.value = true
    probed.value = undefined
    const result = await call('printer.probe', { setting })
    probing.value = false
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) probed.value = { setting, word: result.value.word }
  }

  async function test(ask: () => Promise<Result<SlipResult>>): Promise<void> {
    if (testing.value) return
    testing.value = true
    tested.value = undefined
    const result = await ask()
    testing.value = false
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) tested.value = result.value
  }

  return {
    ...{ found, looking, address, probing, probed, testing, tested, failure },
    look,
    probe,
    printTestPage: () => test(() => call('printer.testPage', {})),
    openDrawer: () => test(() => call('printer.openDrawer', {})),
  }
}
