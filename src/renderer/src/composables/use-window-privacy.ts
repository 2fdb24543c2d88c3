import { onScopeDispose, watch } from 'vue'
import { call } from '../api.ts'

/** Screens that show neither a PIN field nor a person: a shared screen or a picture may have them. */
const OPEN_SCREENS = ['dashboard', 'day-close', 'settings']

interface Privacy {
  /** the name of the task on screen; undefined = none, as at sign-in */
  screen: () => string | undefined
  /** true while the screen is locked */
  blocked: () => boolean
}

/**
 * Keeps the window out of screen pictures and shared screens except on {@link OPEN_SCREENS} (Windows and macOS; Linux has no such
 * switch), and tells main of every copy, so that it can be taken out of the clipboard again.
 */
export function useWindowPrivacy({ screen, blocked }: Privacy): void {
  watch(
    () => !blocked() && OPEN_SCREENS.includes(screen() ?? ''),
    (allowed) => void call('window.allowCapture', { allowed }),
  )
  // After the event: by then the clipboard has it.
  const tell = () => setTimeout(() => void call('window.copied', {}))
  document.addEventListener('copy', tell)
  document.addEventListener('cut', tell)
  onScopeDispose(() => {
    document.removeEventListener('copy', tell)
    document.removeEventListener('cut', tell)
  })
}
