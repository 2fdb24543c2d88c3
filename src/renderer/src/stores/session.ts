import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Profile, SessionView } from '#shared/contract.ts'
import { failed, type Failure, type Result } from '#shared/result.ts'
import { call, listen, onSessionEnded } from '../api.ts'
import type { TaskName } from '../tasks.ts'
import { applyAccent } from '../theme/accent.ts'

/** Who is at the counter, and whether the screen is theirs now: signed in, locked, or the bank ended the session. */
export const useSession = defineStore('session', () => {
  const view = shallowRef<SessionView>({ state: 'signed-out' })
  /** The bank no longer knows the session; the screens stay underneath until the same person signs in again. */
  const ended = ref(false)
  /** A task whose key was pressed while the password was still being checked: opened as soon as it may be. */
  const wanted = ref<TaskName>()
  /** Who has just changed their password and is asked for the new one. */
  const changedPassword = ref<string>()
  /** Why leaving was refused, until the next try: a transaction is under way. */
  const stayed = shallowRef<Failure>()
  let leaving = false

  const profile = computed(() => (view.value.state === 'signed-out' ? undefined : view.value.profile))
  const locked = computed(() => view.value.state === 'locked')
  /** True while no key may reach the screens. */
  const blocked = computed(() => locked.value || ended.value)

  watch(profile, (now) => applyAccent(now?.accentColour ?? ''))

  function show(next: SessionView): void {
    const unasked = next.state === 'signed-out' && profile.value !== undefined && !leaving
    if (unasked) {
      ended.value = true
      return
    }
    if (next.state !== 'locked') ended.value = false
    if (next.state === 'signed-in') changedPassword.value = undefined
    view.value = next
  }

  async function start(): Promise<void> {
    listen('session.changed', show)
    onSessionEnded(() => (ended.value = profile.value !== undefined))
    const current = await call('session.current', {})
    if (current.ok) show(current.value)
  }

  function enter(result: Result<Profile>): Result<Profile> {
    if (result.ok) show({ state: 'signed-in', profile: result.value })
    return result
  }

  const signIn = async (username: string, password: string) =>
    enter(await call('session.signIn', { username, password }))

  const unlock = async (password: string) => enter(await call('session.unlock', { password }))

  /** The same person signs in again over the kept screens. */
  const signInAgain = async (password: string): Promise<Result<Profile>> =>
    profile.value
      ? signIn(profile.value.username, password)
      : failed({ code: 'FORBIDDEN', reason: 'signed-out' })

  async function lock(): Promise<void> {
    if (view.value.state !== 'signed-in' || ended.value) return
    const { profile: kept } = view.value
    const result = await call('session.lock', {})
    if (result.ok) show({ state: 'locked', profile: kept })
  }

  async function signOut(): Promise<void> {
    leaving = true
    stayed.value = undefined
    const result = await call('session.signOut', {})
    if (result.ok) show({ state: 'signed-out' })
    else stayed.value = result.failure
    leaving = false
  }

  /** Changes the password; main signs out once the bank has done it, so that signing in proves the new one. */
  async function changePassword(old: string, next: string): Promise<Result<unknown>> {
    leaving = true
    // Before the answer: main signs out first, and the sign-in asks for this person's new password.
    changedPassword.value = profile.value?.username
    const result = await call('password.change', { old, next })
    leaving = false
    if (result.ok) show({ state: 'signed-out' })
    else changedPassword.value = undefined
    return result
  }

  return {
    view,
    changedPassword,
    changePassword,
    profile,
    locked,
    ended,
    blocked,
    wanted,
    start,
    signIn,
    unlock,
    signInAgain,
    lock,
    signOut,
    stayed,
  }
})
