import { z } from 'zod'
import { instant, method, nothing } from './fields.ts'

/** Why a release is not taken, could not be had, or still waits. */
export const UPDATE_REASONS = {
  refused: [
    'not-a-release',
    'older',
    'foreign-address',
    'wrong-hash',
    'no-signature',
    'wrong-signature',
    'publisher',
    'unsigned-build',
  ],
  failed: ['not-reached', 'out-of-time', 'disk', 'installer'],
  waiting: [
    'by-hand',
    'not-installed',
    'training',
    'signed-in',
    'sending',
    'unknown',
    'receipts',
    'tried',
    'installing',
  ],
} as const
export type RefusedReason = (typeof UPDATE_REASONS.refused)[number]
export type FailedReason = (typeof UPDATE_REASONS.failed)[number]
export type WaitingReason = (typeof UPDATE_REASONS.waiting)[number]

/** How it stands with newer versions of the program. */
export const updateView = z.discriminatedUnion('state', [
  /** no server is configured */
  z.object({ state: z.literal('off') }),
  /** nobody has asked yet */
  z.object({ state: z.literal('unasked') }),
  z.object({ state: z.literal('asking'), version: z.string().optional() }),
  z.object({ state: z.literal('current'), at: instant }),
  /** its package is on this PC and checked */
  z.object({
    state: z.literal('waiting'),
    at: instant,
    version: z.string(),
    file: z.string(),
    reason: z.enum(UPDATE_REASONS.waiting),
  }),
  z.object({
    state: z.literal('refused'),
    at: instant,
    version: z.string().optional(),
    reason: z.enum(UPDATE_REASONS.refused),
  }),
  z.object({
    state: z.literal('failed'),
    at: instant,
    version: z.string().optional(),
    reason: z.enum(UPDATE_REASONS.failed),
  }),
])
export type UpdateView = z.infer<typeof updateView>

export const updateMethods = {
  'updates.read': method('signed-in', nothing, updateView),
} as const
