import { watch } from 'vue'
import { useWindowKeys } from './use-window-keys.ts'

/** An outcome listens to nothing for so long: a key or click that was meant for the form must not answer it. */
export const DEAF_FOR_MS = 600

export type OutcomeAction = 'next' | 'cash-kept' | 'cash-returned' | 'refund'

/** What an outcome asks of the teller: where the cash is, or to give it back. */
export type OutcomeQuestion = 'cash' | 'refund'

interface Pressed {
  key: string
  repeat: boolean
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
}

/**
 * What a key means on an outcome.
 * @param asks about the cash of an unknown nobody has said anything: Enter does nothing there, only the two choices do
 * @param shownForMs how long the outcome has been on screen
 */
export function outcomeAction(
  pressed: Pressed,
  asks: OutcomeQuestion | undefined,
  shownForMs: number,
): OutcomeAction | undefined {
  if (pressed.repeat || shownForMs < DEAF_FOR_MS) return undefined
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.toLowerCase()
  if (key === 'enter') return asks === 'cash' ? undefined : 'next'
  if (asks === 'refund') return key === 'k' ? 'refund' : undefined
  if (!asks) return undefined
  return key === 's' ? 'cash-kept' : key === 'k' ? 'cash-returned' : undefined
}

interface OutcomeKeys {
  asks: () => OutcomeQuestion | undefined
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
export function useOutcomeKeys({ asks, listening, act, now = () => performance.now() }: OutcomeKeys) {
  let shownAt = now()
  const shownForMs = () => now() - shownAt
  // What came while the screen was locked is seen only now: the second Enter of an impatient unlocking must not answer it.
  watch(listening, (heard) => {
    if (heard) shownAt = now()
  })

  useWindowKeys((event) => {
    if (!listening() || isTyping(event.target) || isOtherControl(event.target)) return
    // Enter is this handler's alone: a focused button must not act on it as well, early, or while undecided.
    if (event.key === 'Enter') event.preventDefault()
    const action = outcomeAction(event, asks(), shownForMs())
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
