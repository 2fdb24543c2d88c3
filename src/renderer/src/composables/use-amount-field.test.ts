import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { addThousands, caretAfter, groupThousands, useAmountField } from './use-amount-field.ts'

/** A text field: `type` puts text at the caret as a browser does. */
function fieldOf(value: string, caret = value.length) {
  const field = {
    value,
    selectionStart: caret,
    setSelectionRange(start: number) {
      field.selectionStart = start
    },
    type(key: string) {
      const { value: text, selectionStart: at } = field
      field.value = text.slice(0, at) + key + text.slice(at)
      field.selectionStart = at + key.length
    },
    backspace() {
      const { value: text, selectionStart: at } = field
      field.value = text.slice(0, at - 1) + text.slice(at)
      field.selectionStart = at - 1
    },
  }
  return field
}

describe('groupThousands', () => {
  it.each([
    ['', ''],
    ['7', '7'],
    ['25000', '25.000'],
    ['25.0000', '250.000'],
    ['1234567', '1.234.567'],
    ['007', '7'],
    ['000', '0'],
  ])('%j is shown as %j', (typed, shown) => expect(groupThousands(typed)).toBe(shown))

  it.each(['-25000', '25rb', '25,5', '2 5'])('leaves %j as it was typed', (typed) => {
    expect(groupThousands(typed)).toBe(typed)
  })
})

describe('addThousands', () => {
  it.each([
    ['25', '25.000'],
    ['1.000', '1.000.000'],
    ['', ''],
    ['0', '0'],
    ['-5', '-5'],
  ])('turns %j into %j', (typed, shown) => expect(addThousands(typed)).toBe(shown))
})

describe('caretAfter', () => {
  it('stays in front of a dot, so that the next backspace takes a digit', () => {
    expect(caretAfter('25.000', 2)).toBe(2)
    expect(caretAfter('25.000', 3)).toBe(4)
    expect(caretAfter('25.000', 5)).toBe(6)
  })
})

describe('useAmountField', () => {
  it('groups as digits come, caret behind the digit just typed', () => {
    const text = ref('')
    const { onInput } = useAmountField(text)
    const field = fieldOf('')
    for (const key of '1250000') {
      field.type(key)
      onInput(field)
    }
    expect(text.value).toBe('1.250.000')
    expect(field.selectionStart).toBe(9)
  })

  it('keeps the caret in the middle', () => {
    const text = ref('25.000')
    const { onInput } = useAmountField(text)
    const field = fieldOf('25.000', 1)
    field.type('9')
    onInput(field)
    expect(text.value).toBe('295.000')
    expect(field.selectionStart).toBe(2)
  })

  it('lets backspace pass a dot', () => {
    const text = ref('25.000')
    const { onInput } = useAmountField(text)
    const field = fieldOf('25.000', 3)
    field.backspace()
    onInput(field)
    expect([text.value, field.selectionStart]).toEqual(['25.000', 2])
    field.backspace()
    onInput(field)
    expect([text.value, field.selectionStart]).toEqual(['2.000', 1])
  })

  it('lets delete pass a dot', () => {
    const { onKey } = useAmountField(ref('25.000'))
    const field = fieldOf('25.000', 2)
    expect(onKey('Delete', field)).toBe(false)
    expect(field.selectionStart).toBe(3)
  })

  it('takes + for 000 and leaves other keys alone', () => {
    const text = ref('25')
    const { onKey } = useAmountField(text)
    expect(onKey('+', fieldOf('25'))).toBe(true)
    expect(text.value).toBe('25.000')
    expect(onKey('5', fieldOf('25'))).toBe(false)
  })
})
