import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Preferences } from '#shared/contract/preferences.ts'
import { call } from '../api.ts'

/** The look and language of this PC, as main keeps them. main.ts fills it before anything mounts. */
export const usePreferences = defineStore('preferences', () => {
  const chosen = shallowRef<Preferences>({ language: 'id', theme: 'system' })
  const notSaved = ref(false)

  function set(value: Preferences): void {
    chosen.value = value
  }

  /** Shown at once; where main cannot keep it, what was there before comes back. */
  async function choose(change: Partial<Preferences>): Promise<void> {
    const before = chosen.value
    chosen.value = { ...before, ...change }
    const result = await call('preferences.save', chosen.value)
    notSaved.value = !result.ok
    if (!result.ok) chosen.value = before
  }

  return { chosen, notSaved, set, choose }
})
