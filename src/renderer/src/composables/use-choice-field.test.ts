import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useChoiceField } from './use-choice-field.ts'

const BANKS = [
  { id: '002', name: 'BRI' },
  { id: '008', name: 'BANK MANDIRI' },
  { id: '564', name: 'BANK MANDIRI TASPEN' },
]

function field() {
  const chosen = ref('')
  return { chosen, ...useChoiceField(chosen, () => BANKS) }
}

describe('useChoiceField', () => {
  it.each(['mandiri', '008'])('chooses the first entry that %j means with Enter', (typed) => {
    const { chosen, text, open, type, onKey } = field()
    type(typed)
    expect(open.value).toBe(true)
    expect(onKey('Enter')).toBe(false)
    expect([chosen.value, text.value, open.value]).toEqual(['008', 'BANK MANDIRI · 008', false])
  })

  it('goes through what was found with the arrows, around its ends', () => {
    const { chosen, activeChoice, type, onKey } = field()
    type('mandiri')
    expect(onKey('ArrowDown')).toBe(true)
    expect(activeChoice.value?.id).toBe('564')
    onKey('ArrowDown')
    expect(activeChoice.value?.id).toBe('008')
    onKey('ArrowUp')
    onKey('Enter')
    expect(chosen.value).toBe('564')
  })

  it('opens the whole list with an arrow, at what is chosen', () => {
    const { found, activeChoice, type, onKey } = field()
    type('008')
    onKey('Enter')
    onKey('ArrowDown')
    expect(found.value).toHaveLength(3)
    expect(activeChoice.value?.id).toBe('008')
  })

  it('has nothing chosen as soon as somebody types on', () => {
    const { chosen, type, onKey } = field()
    type('008')
    onKey('Enter')
    type('BANK MANDIR')
    expect(chosen.value).toBe('')
  })

  it('clears with Escape, and leaves an empty one to the form', () => {
    const { chosen, text, type, onKey } = field()
    type('008')
    onKey('Enter')
    expect(onKey('Escape')).toBe(true)
    expect([chosen.value, text.value]).toEqual(['', ''])
    expect(onKey('Escape')).toBe(false)
  })

  it('takes a code without Enter when the field is left, and never guesses', () => {
    const { chosen, text, type, leave } = field()
    type('008')
    leave()
    expect(chosen.value).toBe('008')
    type('mandiri')
    leave()
    expect([chosen.value, text.value]).toEqual(['', 'mandiri'])
  })

  it('is empty again when the form is', () => {
    const { chosen, text, type, onKey } = field()
    type('008')
    onKey('Enter')
    chosen.value = ''
    expect(text.value).toBe('')
  })
})

const REGIONS = ['Waru', 'Warugunung', 'Kota Surabaya', 'Kabupaten Sidoarjo'].map((name) => ({
  id: name,
  name,
}))

it('closes a list that was only looked at, and keeps what was chosen', () => {
  const { chosen, open, type, onKey } = field()
  onKey('ArrowDown')
  expect([open.value, onKey('Escape'), open.value, onKey('Escape')]).toEqual([true, true, false, false])
  type('008')
  onKey('Enter')
  onKey('ArrowDown')
  expect([onKey('Escape'), open.value, chosen.value]).toEqual([true, false, '008'])
})

describe('a choice field whose list is a help and no limit', () => {
  function freeField(text = '') {
    const chosen = ref(text)
    return { chosen, ...useChoiceField(chosen, () => REGIONS, { coded: false, free: true }) }
  }

  it('keeps what it does not know as it was typed, and shows it again', () => {
    const { chosen, text, type, leave } = freeField()
    type('Tambak Baru')
    leave()
    expect([chosen.value, text.value]).toEqual(['Tambak Baru', 'Tambak Baru'])
    expect(freeField('Tambak Baru').text.value).toBe('Tambak Baru')
  })

  it('takes the entry that was meant, by its name alone', () => {
    const { chosen, text, type, leave } = freeField()
    type('sidoarjo')
    leave()
    expect([chosen.value, text.value]).toEqual(['Kabupaten Sidoarjo', 'Kabupaten Sidoarjo'])
    type('waru')
    leave()
    expect(chosen.value).toBe('Waru')
  })

  it('shows what comes from elsewhere', () => {
    const { chosen, text } = freeField()
    chosen.value = '61256'
    expect(text.value).toBe('61256')
    chosen.value = ''
    expect(text.value).toBe('')
  })
})

describe('a choice field whose codes nobody knows', () => {
  const GENDERS = [
    { id: 'male', name: 'Laki-laki' },
    { id: 'female', name: 'Perempuan' },
  ]
  it('is typed by name, not by code', () => {
    const chosen = ref('')
    const { type, onKey, text, found } = useChoiceField(chosen, () => GENDERS, { coded: false })
    type('f')
    expect(found.value).toEqual([])
    type('p')
    onKey('Enter')
    expect([chosen.value, text.value]).toEqual(['female', 'Perempuan'])
  })
})
