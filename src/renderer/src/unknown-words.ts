import type { Sentence } from './words.ts'

/** What came back of an unknown, in words: `evidence` is main's short note of it (wire/client.ts, posting.ts). */
export function evidenceSentence(evidence: string): Sentence {
  const status = /^HTTP (\d{3})/.exec(evidence)?.[1]
  if (status)
    return { key: `unknown.evidence.${status >= '500' ? 'serverError' : 'unclear'}`, values: { status } }
  if (evidence === '') return { key: 'unknown.evidence.crash' }
  if (evidence.startsWith('fault ')) return { key: 'unknown.evidence.fault' }
  if (evidence === 'too-large') return { key: 'unknown.evidence.tooLarge' }
  return evidence === 'timeout' || evidence === 'broken'
    ? { key: `unknown.evidence.${evidence}` }
    : { key: 'unknown.evidence.other' }
}
