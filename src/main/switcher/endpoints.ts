import type { Endpoint } from '../wire/endpoint.ts'

/** The catalogue of switcher operations (docs/api.md): no session, no `sid`; the reference is the body's `refnum`. */
const ask = { session: false, reference: false, movesMoney: false, getFallback: false } as const
const money = { session: false, reference: false, movesMoney: true, getFallback: false } as const

export const endpoints = {
  accountInquiry: { ...ask, path: '/inquiry' },
  transfer: { ...money, path: '/transfer' },
  reversal: { ...money, path: '/reversal' },
  check: { ...ask, path: '/check' },
} as const satisfies Record<string, Endpoint>

export type SwitcherEndpoint = (typeof endpoints)[keyof typeof endpoints]
