import { computed, ref, watch, type Ref } from 'vue'
import type { Choice } from '#shared/contract.ts'
import { choiceText, matchingChoices, meantChoice } from '../choices.ts'

interface ChoiceFieldOptions {
  /** whether the entries' codes are some that people know, so that they are shown and may be typed */
  coded?: boolean
  /** whether what no entry means may be kept as it was typed: the list is then a help and no limit */
  free?: boolean
}

/**
 * A field that chooses from a list by typing (WAI-ARIA Authoring Practices: editable combobox with list autocomplete).
 * @param chosen the chosen entry's id; empty while none is, or, where the field is free, what was typed
 */
export function useChoiceField(
  chosen: Ref<string>,
  choices: () => readonly Choice[],
  { coded = true, free = false }: ChoiceFieldOptions = {},
) {
  const text = ref('')
  const open = ref(false)
  const active = ref(0)

  const selected = computed(() => choices().find(({ id }) => id === chosen.value))
  const settled = computed(
    () => selected.value !== undefined && text.value === choiceText(selected.value, coded),
  )
  /** A list that is opened again over a choice offers everything, not only what is chosen already. */
  const found = computed(() => matchingChoices(choices(), settled.value ? '' : text.value, coded))
  const activeChoice = computed(() => (open.value ? found.value[active.value] : undefined))

  watch(
    // What is typed freely changes while nothing is selected, too: from elsewhere, it belongs into the field.
    free ? [selected, chosen] : [selected],
    () => {
      if (selected.value) text.value = choiceText(selected.value, coded)
      else if (!open.value) text.value = free ? chosen.value : ''
    },
    // Sync: what is typed next must not be taken for the text of what was chosen before.
    { immediate: true, flush: 'sync' },
  )

  function type(typed: string): void {
    text.value = typed
    open.value = typed !== ''
    active.value = 0
    chosen.value = free ? typed : ''
  }

  function show(): void {
    const at = found.value.findIndex(({ id }) => id === chosen.value)
    active.value = Math.max(at, 0)
    open.value = true
  }

  function choose(choice: Choice): void {
    chosen.value = choice.id
    text.value = choiceText(choice, coded)
    open.value = false
  }

  function clear(): void {
    chosen.value = ''
    text.value = ''
    open.value = false
  }

  /** Leaving the field: what leaves no doubt is chosen, anything else stays as typed for the form to complain about. */
  function leave(): void {
    const meant = selected.value ? undefined : meantChoice(choices(), text.value, coded)
    if (meant) choose(meant)
    open.value = false
  }

  function move(step: 1 | -1): void {
    if (!open.value) return show()
    const count = found.value.length
    if (count > 0) active.value = (active.value + step + count) % count
  }

  /** @returns true when the key was used up: the form must neither act on it nor type it */
  function onKey(key: string): boolean {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      move(key === 'ArrowDown' ? 1 : -1)
      return true
    }
    // Enter chooses and then means what it means in every field: go on.
    if (key === 'Enter' && activeChoice.value) choose(activeChoice.value)
    if (key !== 'Escape') return false
    // A list that was only looked at is closed; what was typed is cleared with it.
    if (open.value && (text.value === '' || settled.value)) {
      open.value = false
      return true
    }
    if (text.value === '') return false
    clear()
    return true
  }

  return { text, open, active, found, activeChoice, type, show, choose, leave, onKey }
}
