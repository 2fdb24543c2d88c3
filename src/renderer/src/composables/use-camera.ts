import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Call } from '../api.ts'
import type { WordKey } from '../words.ts'

/** What this needs of `navigator.mediaDevices`. */
type Devices = Pick<MediaDevices, 'getUserMedia'>

/**
 * The camera, for as long as a picture is being taken: main allows the window to ask for it only then, and it is given back
 * whatever happens.
 */
export function useCamera(call: Call, devices: Devices) {
  const stream = shallowRef<MediaStream>()
  const problem = ref<WordKey>()
  let wanted = 0

  async function start(): Promise<void> {
    stop()
    problem.value = undefined
    const turn = (wanted += 1)
    const allowed = await call('opening.allowCamera', { allowed: true })
    if (!allowed.ok) return
    try {
      const found = await devices.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 } } })
      if (turn === wanted) stream.value = found
      else close(found)
    } catch (error) {
      problem.value = isBusy(error) ? 'opening.photos.cameraBusy' : 'opening.photos.noCamera'
      stop()
    }
  }

  function stop(): void {
    wanted += 1
    const open = stream.value
    stream.value = undefined
    if (open) close(open)
    void call('opening.allowCamera', { allowed: false })
  }

  onScopeDispose(stop)
  return { stream, problem, start, stop }
}

const close = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop())

/** The device is there and gives nothing: another program has it. */
const isBusy = (error: unknown) => error instanceof DOMException && error.name === 'NotReadableError'
