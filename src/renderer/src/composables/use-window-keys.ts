import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

/** Hears every key of the window while the calling component is on screen (kept-alive ones only while shown). */
export function useWindowKeys(handler: (event: KeyboardEvent) => void): void {
  const add = () => window.addEventListener('keydown', handler)
  const remove = () => window.removeEventListener('keydown', handler)
  onMounted(add)
  onActivated(add)
  onDeactivated(remove)
  onBeforeUnmount(remove)
}
