import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract, type Access } from '#shared/contract.ts'

/** Who may call what, by rules that a new method obeys or breaks: ipc.ts asks `session.permit` with exactly these. */
const declared: [string, { access: Access; input: z.ZodType }][] = Object.entries(contract)
const methods = declared.map(([name, { access, input }]) => ({
  name,
  access,
  asksPin: input instanceof z.ZodObject && 'pin' in input.shape,
}))
const namesWhere = (fits: (method: (typeof methods)[number]) => boolean) =>
  methods.filter(fits).map(({ name }) => name)

describe('who may call a method', () => {
  it('is an agent alone wherever the PIN of an agent is asked for', () => {
    const asking = methods.filter(({ asksPin }) => asksPin)
    expect(asking.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['deposit.submit', 'transfer.intrabankPay', 'account.customerBalance']),
    )
    expect(asking.filter(({ access }) => JSON.stringify(access) !== '["agent"]')).toEqual([])
  })

  it('is nobody in particular only where nobody need be signed in', () => {
    expect(namesWhere(({ access }) => access === 'anyone').sort()).toEqual([
      'app.info',
      'app.licences',
      'app.ready',
      'app.status',
      'preferences.read',
      'preferences.save',
      'session.current',
      'session.lock',
      'session.signIn',
      'session.signOut',
      'session.unlock',
      // Refused once the program is set up.
      'setUp.save',
      'window.allowCapture',
      'window.copied',
    ])
  })

  it('is a reader or the helpdesk only where nothing changes but their own password', () => {
    const CHANGES =
      /submit|pay$|^transfer\.|^opening\.|^switcher\.(transfer|reversal)|resolve|choose|refund|reprint|setAside|\.close/i
    const toAll = namesWhere(
      ({ access }) =>
        access === 'signed-in' ||
        (Array.isArray(access) && access.some((role) => /helpdesk|reader/.test(role))),
    )
    expect(toAll).toContain('journal.list')
    expect(toAll.filter((name) => CHANGES.test(name))).toEqual([])
  })
})
