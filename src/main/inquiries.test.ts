import { describe, expect, it } from 'vitest'
import type { InquiryId } from '#shared/references.ts'
import { createInquiries } from './inquiries.ts'

const expired = { failure: { code: 'INVALID_INPUT', field: 'inquiryId', rule: 'inquiry-expired' } }
const MINUTE_MS = 60_000

function timedInquiries() {
  let nowMs = 0
  const inquiries = createInquiries<string>(() => nowMs)
  return { inquiries, pass: (ms: number) => (nowMs += ms) }
}

describe('an inquiry', () => {
  it('is recalled by its teller, as often as asked', () => {
    const { inquiries } = timedInquiries()
    const id = inquiries.remember('BNIUS100294', 'Ardha')
    expect(inquiries.recall('BNIUS100294', id)).toBe('Ardha')
    expect(inquiries.recall('BNIUS100294', id)).toBe('Ardha')
  })

  it("is nobody else's", () => {
    const { inquiries } = timedInquiries()
    const id = inquiries.remember('BNIUS100294', 'Ardha')
    expect(() => inquiries.recall('BNIUS100295', id)).toThrow(expect.objectContaining(expired))
    expect(() => inquiries.recall('BNIUS100294', 'made up' as InquiryId)).toThrow(
      expect.objectContaining(expired),
    )
  })

  it('ends after half an hour', () => {
    const { inquiries, pass } = timedInquiries()
    const id = inquiries.remember('BNIUS100294', 'Ardha')
    pass(30 * MINUTE_MS)
    expect(inquiries.recall('BNIUS100294', id)).toBe('Ardha')
    pass(1)
    expect(() => inquiries.recall('BNIUS100294', id)).toThrow(expect.objectContaining(expired))
  })

  it('gives way to newer ones beyond 200', () => {
    const { inquiries } = timedInquiries()
    const ids = Array.from({ length: 201 }, (_, index) => inquiries.remember('BNIUS100294', `${index}`))
    expect(() => inquiries.recall('BNIUS100294', ids[0]!)).toThrow(expect.objectContaining(expired))
    expect(inquiries.recall('BNIUS100294', ids[1]!)).toBe('1')
    expect(inquiries.recall('BNIUS100294', ids[200]!)).toBe('200')
  })
})
