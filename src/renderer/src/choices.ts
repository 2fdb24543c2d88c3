import type { Choice } from '#shared/contract.ts'

/** As it is compared: no accents, no punctuation, lower case. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** How a chosen entry reads in its field. @param coded whether its code is one that people know */
export const choiceText = ({ id, name }: Choice, coded = true): string => (coded ? `${name} · ${id}` : name)

/** The smaller, the better; undefined = it does not fit. */
function rank({ id, name }: Choice, wanted: string, coded: boolean): number | undefined {
  const code = coded ? id.toLowerCase() : ''
  const words = plainText(name)
  if (code === wanted) return 0
  if (code.startsWith(wanted)) return 1
  if (words.startsWith(wanted)) return 2
  const parts = wanted.split(' ')
  if (parts.every((part) => ` ${words}`.includes(` ${part}`))) return 3
  return parts.every((part) => words.includes(part) || code === part) ? 4 : undefined
}

/** The entries that a typed code or piece of a name means, the likeliest first; all of them while nothing is typed. */
export function matchingChoices(choices: readonly Choice[], typed: string, coded = true): Choice[] {
  const wanted = plainText(typed)
  if (wanted === '') return [...choices]
  return choices
    .map((choice) => ({ choice, rank: rank(choice, wanted, coded) }))
    .filter((each): each is { choice: Choice; rank: number } => each.rank !== undefined)
    .sort((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice)
}

/** The one entry that was meant, where what was typed leaves no doubt: its code (or name), or nothing else fits. */
export function meantChoice(choices: readonly Choice[], typed: string, coded = true): Choice | undefined {
  const wanted = plainText(typed)
  if (wanted === '') return undefined
  const [first, second] = matchingChoices(choices, typed, coded)
  const exact = first && (coded ? first.id.toLowerCase() : plainText(first.name)) === wanted
  return first && (!second || exact) ? first : undefined
}
