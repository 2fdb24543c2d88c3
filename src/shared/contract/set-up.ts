import { z } from 'zod'
import { ZONES } from '../time.ts'
import { method, nothing } from './fields.ts'

/** The first start of an installed program that nobody has set up: training, or the bank that it serves. */
export const setUpMethods = {
  /** Writes the choice to the profile's outlet.json. `live` starts the program anew. Refused once it is set up. */
  'setUp.save': method(
    'anyone',
    z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('training') }),
      z.strictObject({
        mode: z.literal('live'),
        apiUrl: z.string().trim().min(1).max(200),
        bankPhone: z.string().trim().max(32),
        zone: z.enum(ZONES),
      }),
    ]),
    nothing,
  ),
} as const
