import { randomUUID } from 'node:crypto'
import type { InquiryId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'

/**
 * What the bank said of an account, kept in main so that the renderer can only name it: fee, name and account of a posting
 * are those of the inquiry, whatever the renderer sends (DESIGN: Money states).
 */
export interface Inquiries<T> {
  remember(owner: string, value: T): InquiryId
  /** @throws TellerError INVALID_INPUT when it is unknown, too old or another teller's */
  recall(owner: string, id: InquiryId): T
}

const LIFETIME_MS = 30 * 60_000
const MAX_KEPT = 200

export function createInquiries<T>(monotonicMs = () => performance.now()): Inquiries<T> {
  const kept = new Map<InquiryId, { owner: string; value: T; atMs: number }>()
  return {
    remember(owner, value) {
      const id = randomUUID() as string as InquiryId
      kept.set(id, { owner, value, atMs: monotonicMs() })
      if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!)
      return id
    },
    recall(owner, id) {
      const found = kept.get(id)
      if (!found || found.owner !== owner || monotonicMs() - found.atMs > LIFETIME_MS) {
        throw new TellerError({ code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' })
      }
      return found.value
    },
  }
}
