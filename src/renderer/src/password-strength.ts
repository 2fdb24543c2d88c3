/** What a password is made of, said as it is: no score, since no meter knows what an attacker tries first. */
export interface PasswordMakeUp {
  length: number
  classes: ('lower' | 'upper' | 'digit' | 'sign')[]
  hasUsername: boolean
  /** fewer than five different characters */
  fewDifferent: boolean
}

const CLASSES = [
  ['lower', /\p{Ll}/u],
  ['upper', /\p{Lu}/u],
  ['digit', /\p{N}/u],
  ['sign', /[^\p{L}\p{N}]/u],
] as const
const FEW = 5

export function makeUpOf(password: string, username: string): PasswordMakeUp {
  const characters = [...password]
  return {
    length: characters.length,
    classes: CLASSES.filter(([, pattern]) => pattern.test(password)).map(([name]) => name),
    hasUsername: username !== '' && password.toLowerCase().includes(username.toLowerCase()),
    fewDifferent: new Set(characters).size < FEW,
  }
}
