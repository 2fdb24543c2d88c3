import { describe, expect, it } from 'vitest'
import type { SessionView } from '#shared/contract.ts'
import { TellerError } from '#shared/result.ts'
import { eventLog } from '../../tests/support/logs.ts'
import { AGENT, startBank, type RunningBank } from '../../tests/support/sandbox.ts'
import type { SecretStore } from './keychain.ts'
import { createSession, roleOf, type Session } from './session.ts'

const HOST = 'bank.example'
const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }

/** A keychain in memory, which refuses everything while `broken`. */
function memoryStore() {
  const secrets = new Map<string, string>()
  const store = { broken: false }
  const use = async <T>(act: () => T): Promise<T> => {
    if (store.broken) throw new TellerError({ code: 'UNAVAILABLE', part: 'keychain', reason: 'refused' })
    return act()
  }
  const keychain: SecretStore = {
    get: (name) => use(() => secrets.get(name)),
    set: (name, value) => use(() => void secrets.set(name, value)),
    delete: (name) => use(() => void secrets.delete(name)),
  }
  return Object.assign(store, { secrets, keychain })
}

function sessionOn({ client }: RunningBank, store = memoryStore()) {
  const views: SessionView['state'][] = []
  const session = createSession(client, store.keychain, HOST, eventLog(), ({ state }) => views.push(state))
  return { session, store, views }
}

const failing = (failure: object): unknown =>
  expect.objectContaining({ failure: expect.objectContaining(failure) })
const signInAgent = (session: Session) => session.signIn(AGENT.username, AGENT.password)

describe('signing in', () => {
  it('gives the profile of the person, with the agent code of three parts', async () => {
    const { session, views } = sessionOn(await startBank())
    const profile = await signInAgent(session)
    expect(profile).toEqual({
      username: 'BNIUS100294',
      name: 'Ardha Herdianto',
      role: 'agent',
      agentCode: 'BNI014100294',
      outletCode: '100294',
      address: 'Perumahan Gateway 02/02 Jatikalang Kab_Sidoarjo, Jawa Timur',
      district: 'Jatikalang, Krian',
      bankCode: 'BNI',
      bankName: 'BNI',
      accentColour: '#ff6f00',
    })
    expect(session.view()).toEqual({ state: 'signed-in', profile })
    expect(session.caller().profile).toEqual(profile)
    expect(views).toEqual(['signed-in'])
  })

  it('gives a supervisor no agent code, whatever codes of bank and branch come along', async () => {
    const { session } = sessionOn(await startBank())
    const profile = await session.signIn(SUPERVISOR.username, SUPERVISOR.password)
    expect(profile).toMatchObject({ role: 'supervisor', agentCode: '', bankCode: 'BNI' })
  })

  it('keeps session and unlock record in the keychain, per host and user, and the password nowhere', async () => {
    const { session, store } = sessionOn(await startBank())
    await signInAgent(session)
    expect([...store.secrets.keys()]).toEqual([`session@${HOST}`, `unlock:BNIUS100294@${HOST}`])
    expect(JSON.stringify([...store.secrets])).not.toContain(AGENT.password)
    expect(store.secrets.get(`session@${HOST}`)).toContain(session.caller().sessionId)
  })

  it('with a wrong password is refused in the words of the bank', async () => {
    const { session, store } = sessionOn(await startBank())
    await expect(session.signIn(AGENT.username, 'salah')).rejects.toEqual(
      failing({ code: 'REFUSED', bankCode: '2102' }),
    )
    expect(session.view()).toEqual({ state: 'signed-out' })
    expect(store.secrets.size).toBe(0)
  })

  it.each([
    ['user-deactivated', 'BNIUS100295', 'N0n4ktif'],
    ['user-pending', 'BNIUS100296', 'P3nd1ng4'],
  ])(
    'of somebody inactive is forbidden as %s, and the session that the bank opened is ended',
    async (reason, user, password) => {
      const bank = await startBank()
      const { session } = sessionOn(bank)
      await expect(session.signIn(user, password)).rejects.toEqual(failing({ code: 'FORBIDDEN', reason }))
      expect(session.view()).toEqual({ state: 'signed-out' })
      expect(bank.received('/users/logout')).toBe(1)
    },
  )

  it('without the bank says that nothing was sent', async () => {
    const bank = await startBank()
    await bank.sandbox.close()
    await expect(signInAgent(sessionOn(bank).session)).rejects.toEqual(
      failing({ code: 'NOT_SENT', reason: 'connect' }),
    )
  })

  it('works without a keychain, and says so', async () => {
    const { session, store } = sessionOn(await startBank())
    store.broken = true
    await signInAgent(session)
    expect(session.view().state).toBe('signed-in')
    expect(session.keychainFailed()).toBe(true)

    store.broken = false
    await signInAgent(session)
    expect(session.keychainFailed()).toBe(false)
  })
})

describe('what a person may do', () => {
  it('is nothing while nobody is signed in, and whatever anyone may', async () => {
    const { session } = sessionOn(await startBank())
    expect(() => session.permit('anyone')).not.toThrow()
    expect(() => session.permit('signed-in')).toThrow(failing({ code: 'FORBIDDEN', reason: 'signed-out' }))
    expect(() => session.permit(['agent'])).toThrow(failing({ code: 'FORBIDDEN', reason: 'signed-out' }))
    expect(() => session.caller()).toThrow(failing({ code: 'FORBIDDEN', reason: 'signed-out' }))
  })

  it("is what the person's role may", async () => {
    const { session } = sessionOn(await startBank())
    await session.signIn(SUPERVISOR.username, SUPERVISOR.password)
    expect(() => session.permit('signed-in')).not.toThrow()
    expect(() => session.permit(['agent', 'supervisor'])).not.toThrow()
    expect(() => session.permit(['agent'])).toThrow(failing({ code: 'FORBIDDEN', reason: 'role' }))
  })

  it('is nothing while the screen is locked', async () => {
    const { session, views } = sessionOn(await startBank())
    await signInAgent(session)
    session.lock()
    session.lock()
    expect(() => session.permit('anyone')).not.toThrow()
    expect(() => session.permit('signed-in')).toThrow(failing({ code: 'FORBIDDEN', reason: 'locked' }))
    expect(() => session.permit(['agent'])).toThrow(failing({ code: 'FORBIDDEN', reason: 'locked' }))
    expect(views).toEqual(['signed-in', 'locked'])
  })

  it('needs a session to be locked', async () => {
    const { session, views } = sessionOn(await startBank())
    session.lock()
    expect(session.view()).toEqual({ state: 'signed-out' })
    expect(views).toEqual([])
  })
})

describe('a restart', () => {
  it('opens locked with the stored session', async () => {
    const bank = await startBank()
    const { session, store } = sessionOn(bank)
    const profile = await signInAgent(session)
    const next = sessionOn(bank, store)
    await next.session.restore()
    expect(next.session.view()).toEqual({ state: 'locked', profile })
    expect(next.session.caller().sessionId).toBe(session.caller().sessionId)
    expect(next.views).toEqual(['locked'])
  })

  it.each([undefined, 'no JSON', '{"sessionId":"x"}'])(
    'opens signed out where the store holds %j',
    async (stored) => {
      const { session, store } = sessionOn(await startBank())
      if (stored) store.secrets.set(`session@${HOST}`, stored)
      await session.restore()
      expect(session.view()).toEqual({ state: 'signed-out' })
      expect(session.keychainFailed()).toBe(false)
    },
  )

  it('opens signed out where the keychain fails, and says so', async () => {
    const { session, store } = sessionOn(await startBank())
    store.broken = true
    await session.restore()
    expect(session.view()).toEqual({ state: 'signed-out' })
    expect(session.keychainFailed()).toBe(true)
  })
})

describe('unlocking', () => {
  it('needs no bank: the password is proven by the record', async () => {
    const bank = await startBank()
    const { session } = sessionOn(bank)
    const profile = await signInAgent(session)
    session.lock()
    await bank.sandbox.close()
    expect(await session.unlock(AGENT.password)).toEqual(profile)
    expect(session.view().state).toBe('signed-in')
  })

  it('with a wrong password leaves it locked', async () => {
    const { session } = sessionOn(await startBank())
    await signInAgent(session)
    session.lock()
    const wrong = failing({ code: 'INVALID_INPUT', field: 'password', rule: 'password-wrong' })
    await expect(session.unlock('salah')).rejects.toEqual(wrong)
    await expect(session.unlock('')).rejects.toEqual(wrong)
    expect(session.view().state).toBe('locked')
  })

  it('signs in where the keychain has no record to prove it by', async () => {
    const bank = await startBank()
    const { session, store } = sessionOn(bank)
    await signInAgent(session)
    session.lock()
    store.broken = true
    await expect(session.unlock('salah')).rejects.toEqual(failing({ code: 'REFUSED' }))
    expect(session.view().state).toBe('locked')
    await session.unlock(AGENT.password)
    expect(session.view().state).toBe('signed-in')
    expect(bank.received('/users/auth')).toBe(3)
  })

  it('needs somebody who locked', async () => {
    const { session } = sessionOn(await startBank())
    await expect(session.unlock(AGENT.password)).rejects.toEqual(failing({ reason: 'signed-out' }))
  })
})

describe('signing out', () => {
  it('forgets the session everywhere, at the bank too', async () => {
    const bank = await startBank()
    const { session, store, views } = sessionOn(bank)
    await signInAgent(session)
    await session.signOut()
    expect(session.view()).toEqual({ state: 'signed-out' })
    expect(store.secrets.size).toBe(0)
    expect(bank.received('/users/logout')).toBe(1)
    expect(views).toEqual(['signed-in', 'signed-out'])
  })

  it('works without the bank', async () => {
    const bank = await startBank()
    const { session, store } = sessionOn(bank)
    await signInAgent(session)
    await bank.sandbox.close()
    await session.signOut()
    expect(session.view()).toEqual({ state: 'signed-out' })
    expect(store.secrets.size).toBe(0)
  })

  it('of nobody asks nobody', async () => {
    const bank = await startBank()
    await sessionOn(bank).session.signOut()
    expect(bank.sandbox.requests()).toEqual([])
  })
})

it.each([
  ['4', '', 'agent'],
  ['4', '0', 'agent'],
  ['4', '8', 'agent'],
  ['0', '0', 'supervisor'],
  ['0', '1', 'supervisor'],
  ['0', '2', 'reader'],
  ['0', '3', 'supervisor'],
  ['0', '4', 'reader'],
  ['0', '5', 'supervisor'],
  ['0', '6', 'supervisor'],
  ['0', '7', 'reader'],
  ['0', '8', 'helpdesk'],
  ['0', '', 'reader'],
  ['0', '00', 'reader'],
  ['', '', 'reader'],
  ['', '0', 'reader'],
  ['04', '0', 'reader'],
  ['9', '1', 'reader'],
])('kelompok_id %j with group_id %j is %s', (kelompokId, groupId, role) => {
  expect(roleOf(kelompokId, groupId)).toBe(role)
})
