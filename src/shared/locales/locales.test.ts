import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { id } from './id.ts'
import { locales } from './index.ts'

/** Every sentence by its dotted key. */
function sentences(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as object).flatMap(([key, child]) =>
    sentences(child, path ? `${path}.${key}` : key),
  )
}
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('locales', () => {
  it('loads each language', async () => {
    expect(await locales.id()).toBe(id)
    expect(await locales.en()).toBe(en)
  })

  it('has the same keys in both languages', () => {
    expect(sentences(en).map(([key]) => key)).toEqual(sentences(id).map(([key]) => key))
  })

  it('fills the same values into every sentence', () => {
    const values = (messages: unknown) =>
      sentences(messages).map(([key, text]) => [key, ...placeholders(text)])
    expect(values(en)).toEqual(values(id))
  })

  it('leaves no sentence empty', () => {
    expect([...sentences(id), ...sentences(en)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('uses no sign that the message compiler would take for syntax', () => {
    const strange = [...sentences(id), ...sentences(en)].filter(([, text]) =>
      /[@|]/.test(text.replace(/\{\w+\}/g, '')),
    )
    expect(strange).toEqual([])
  })

  it('tells the teller of an unknown outcome to keep the cash and never to repeat', () => {
    expect(id.outcome.unknownKeep).toBe('Simpan uangnya, jangan ulangi.')
    expect(id.failures.money.OUTCOME_UNKNOWN).toContain('jangan ulangi')
    expect(id.failures.money.INTERNAL).toContain('jangan ulangi')
  })

  it('leaves one language to the receipts: narration is stored as Indonesian in both', () => {
    expect(en.money.defaultNarration).toBe(id.money.defaultNarration)
  })
})
