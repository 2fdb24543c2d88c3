import { z } from 'zod'
import { method, nothing } from './fields.ts'

/** What a helpdesk may ask for: shown first, then saved by whoever sits there. No secret, no customer. */
export const diagnosticsMethods = {
  'diagnostics.read': method('signed-in', nothing, z.object({ text: z.string() })),
  /** Saves what was shown last, asking where to. Absent: cancelled. */
  'diagnostics.save': method('signed-in', nothing, z.object({ name: z.string().optional() })),
} as const
