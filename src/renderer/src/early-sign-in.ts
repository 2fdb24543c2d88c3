/** What was typed into the sign-in of index.html, which is painted before Vue has drawn its own. */
export interface Typed {
  username: string
  password: string
  inPassword: boolean
  /** Enter was pressed with both there */
  entered: boolean
}

const field = (name: string) => document.querySelector<HTMLInputElement>(`#early-${name}`)

let entered = false
let kept: Typed | undefined

/** From now on Enter goes on there too. */
export function watchEarlySignIn(): void {
  document.querySelector('.early')?.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !field('username')?.value.trim()) return
    if (field('password')?.value) entered = true
    else field('password')?.focus()
  })
}

/** To be called right before Vue takes the place. */
export function keepTyped(): void {
  const [username, password] = [field('username'), field('password')]
  if (!username || !password) return
  const inPassword = document.activeElement === password
  kept = { username: username.value, password: password.value, inPassword, entered }
}

/** Given once, to whatever screen comes first: a password is kept no longer. */
export function takeTyped(): Typed | undefined {
  const taken = kept
  kept = undefined
  return taken
}
