import { z } from 'zod'
import { method, nothing } from './fields.ts'

/** What a page asks of its own window. */
export const windowMethods = {
  /** Whether the system may show this window in pictures and shared screens; refused at start-up, at sign-in and while locked. */
  'window.allowCapture': method('anyone', z.strictObject({ allowed: z.boolean() }), nothing),
  /** Something was copied in the window: main takes it out of the clipboard again at lock, sign-out and end. */
  'window.copied': method('anyone', nothing, nothing),
} as const
