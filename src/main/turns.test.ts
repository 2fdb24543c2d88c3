import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

it('never lets more run at once than it may, and all of them in turn', async () => {
  const turns = createTurns(3)
  const begun: number[] = []
  const finish: (() => void)[] = []
  const all = Array.from({ length: 8 }, (_, index) =>
    turns(async () => {
      begun.push(index)
      await new Promise<void>((done) => finish.push(done))
      return index
    }),
  )
  for (let done = 0; done < 8; done++) {
    await expect.poll(() => begun.length).toBe(Math.min(done + 3, 8))
    finish[done]!()
    await all[done]
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

it('gives the turn of one that failed to the next', async () => {
  const turns = createTurns(1)
  await expect(turns(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turns(async () => 'next')).toBe('next')
})
