import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AppInfo } from '#shared/contract.ts'

/** What the workstation is: mode, zone, paper, phone, limits. Fixed from start to end; main.ts fills it before anything mounts. */
export const useAppInfo = defineStore('app-info', () => {
  const given = shallowRef<AppInfo>()
  const info = computed(() => {
    if (!given.value) throw new Error('app.info is asked for before anything is mounted')
    return given.value
  })
  const training = computed(() => info.value.mode === 'training')

  function set(value: AppInfo): void {
    given.value = value
  }

  return { info, training, set }
})
