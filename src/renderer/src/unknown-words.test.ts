import { describe, expect, it } from 'vitest'
import { evidenceSentence } from './unknown-words.ts'

describe('what came back of an unknown', () => {
  it.each([
    ['', 'crash'],
    ['timeout', 'timeout'],
    ['broken', 'broken'],
    ['too-large', 'tooLarge'],
    ['fault RangeError', 'fault'],
    ['HTTP 503 <html>', 'serverError'],
    ['HTTP 200 {"response_code":"00"}', 'unclear'],
    ['something new', 'other'],
  ])('%j: %s', (evidence, key) => expect(evidenceSentence(evidence).key).toBe(`unknown.evidence.${key}`))
})
