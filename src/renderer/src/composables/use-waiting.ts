import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/** Under this nobody notices: nothing is shown. */
export const BUSY_AFTER_MS = 100
/** From here on words say what is waited for and since when. */
export const WORDS_AFTER_MS = 3000

/**
 * How long something has been waited for (DESIGN: Waiting): nothing for 100 ms, then `busy` for the button, then `long`
 * with whole seconds for the words.
 */
export function useWaiting(pending: Ref<boolean>, now: () => Date = () => new Date()) {
  const stage = ref<'none' | 'busy' | 'long'>('none')
  const since = ref<Date>()
  const seconds = ref(0)
  let timers: ReturnType<typeof setTimeout>[] = []
  let counter: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    timers.forEach(clearTimeout)
    clearInterval(counter)
    timers = []
    stage.value = 'none'
    seconds.value = 0
    since.value = undefined
  }

  function begin(): void {
    since.value = now()
    const begun = since.value.getTime()
    const count = () => (seconds.value = Math.floor((now().getTime() - begun) / 1000))
    timers = [
      setTimeout(() => (stage.value = 'busy'), BUSY_AFTER_MS),
      setTimeout(() => {
        count()
        stage.value = 'long'
        counter = setInterval(count, 1000)
      }, WORDS_AFTER_MS),
    ]
  }

  watch(
    pending,
    (waiting) => {
      stop()
      if (waiting) begin()
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(stop)

  return { stage: readonly(stage), since: readonly(since), seconds: readonly(seconds) }
}
