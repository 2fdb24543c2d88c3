import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { listen } from '../api.ts'

/** Training mode: a picture of what came out of the virtual printer last. */
export const useVirtualPaper = defineStore('virtual-paper', () => {
  const last = shallowRef<{ url: string; text: string }>()

  listen('paper.printed', ({ png, text }) => {
    if (last.value) URL.revokeObjectURL(last.value.url)
    last.value = { url: URL.createObjectURL(new Blob([png.slice()], { type: 'image/png' })), text }
  })

  return { last }
})
