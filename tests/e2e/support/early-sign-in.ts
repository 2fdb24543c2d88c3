/// <reference lib="dom" />
import type { Page } from 'playwright/test'

/**
 * Loads the page again with somebody typing into the sign-in that index.html paints before any script runs: a whole user name and the
 * beginning of a password, where the focus then is.
 */
export async function typeEarly(page: Page, username: string, password: string): Promise<void> {
  await page.addInitScript(type, { username, password })
  await page.reload()
}

function type(typed: { username: string; password: string }): void {
  const watch = new MutationObserver(() => {
    const field = (name: string) => document.querySelector<HTMLInputElement>(`#early-${name}`)
    const [username, password] = [field('username'), field('password')]
    // The page's end is there: nothing is taken over before it.
    if (!username || !password || !document.querySelector('.early-status')) return
    watch.disconnect()
    // Main hides it where it is known already what comes next, as at this second load.
    document.documentElement.dataset['first'] = 'training'
    username.value = typed.username
    password.value = typed.password
    password.focus()
  })
  watch.observe(document, { childList: true, subtree: true })
}
