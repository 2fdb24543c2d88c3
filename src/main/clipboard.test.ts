import { afterEach, beforeEach, expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ clipboard: undefined }))
const { createCopiedText } = await import('./clipboard.ts')

let text: string
const board = { readText: () => text, clear: () => void (text = '') }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what the window copied is gone after a minute, or at once when asked', async () => {
  const copied = createCopiedText(board)
  text = '0123456789'
  await copied.note()
  await vi.advanceTimersByTimeAsync(59_000)
  expect(text).toBe('0123456789')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(text).toBe('')

  text = '0123456789'
  await copied.note()
  await copied.wipe()
  expect(text).toBe('')
})

test('what another program copied since stays', async () => {
  const copied = createCopiedText(board)
  text = '0123456789'
  await copied.note()
  text = 'a letter to the landlord'
  await copied.wipe()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(text).toBe('a letter to the landlord')
})
