import { useWindowKeys } from './use-window-keys.ts'

/** An outcome listens to nothing for so long: a key or click that was meant for the form must not answer it. */
export const DEAF_FOR_MS = 600

export type OutcomeAction = 'next' | 'cash-kept' | 'cash-returned'

interface Pressed {
  key: string
  repeat: boolean
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
}

/**
 * What a key means on an outcome.
 * @param undecided an unknown whose cash is not accounted for: Enter does nothing there, only the two choices do
 * @param shownForMs how long the outcome has been on screen
 */
export function outcomeAction(
  pressed: Pressed,
  undecided: boolean,
  shownForMs: number,
): OutcomeAction | undefined {
  if (pressed.repeat || shownForMs < DEAF_FOR_MS) return undefined
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.toLowerCase()
  if (!undecided) return key === 'enter' ? 'next' : undefined
  return key === 's' ? 'cash-kept' : key === 'k' ? 'cash-returned' : undefined
}

interface OutcomeKeys {
  undecided: () => boolean
  /** False while a dialog, the lock or another person's overlay has the keys. */
  listening: () => boolean
  act: (action: OutcomeAction) => void
  now?: () => number
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]') !== null
const isOtherControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button:not([data-outcome-action]), a') !== null

/** Keys and the deaf time of an outcome panel. Call `shown` whenever what is shown has changed its meaning. */
export function useOutcomeKeys({ undecided, listening, act, now = () => performance.now() }: OutcomeKeys) {
  let shownAt = now()
  const shownForMs = () => now() - shownAt

  useWindowKeys((event) => {
    if (!listening() || isTyping(event.target) || isOtherControl(event.target)) return
    // Enter is this handler's alone: a focused button must not act on it as well, early, or while undecided.
    if (event.key === 'Enter') event.preventDefault()
    const action = outcomeAction(event, undecided(), shownForMs())
    if (action) act(action)
  })

  return {
    shown: () => {
      shownAt = now()
    },
    /** A click on one of the panel's own buttons; deaf to the second half of a double click. */
    click: (action: OutcomeAction) => {
      if (shownForMs() >= DEAF_FOR_MS) act(action)
    },
  }
}
