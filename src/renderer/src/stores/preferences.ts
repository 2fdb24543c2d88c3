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

  /** @returns what holds now: what was there before, where it could not be kept */
  async function choose(change: Partial<Preferences>): Promise<Preferences> {
    const result = await call('preferences.save', { ...chosen.value, ...change })
    notSaved.value = !result.ok
    if (result.ok) chosen.value = result.value
    return chosen.value
  }

  return { chosen, notSaved, set, choose }
})
