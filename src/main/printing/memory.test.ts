import { expect, test } from 'vitest'
import { openDatabase } from '../journal/database.ts'
import { createKeptMemory } from './memory.ts'

test('what a printer can do is remembered across restarts, for that printer alone', () => {
  const database = openDatabase(':memory:')
  createKeptMemory(database, 'tcp://192.168.1.50:9100').learn({ status: true, completion: false })
  expect(createKeptMemory(database, 'tcp://192.168.1.50:9100').abilities()).toEqual({
    status: true,
    completion: false,
  })
  expect(createKeptMemory(database, 'tcp://192.168.1.51:9100').abilities()).toEqual({})
})

test('learning what is known already writes nothing', () => {
  const database = openDatabase(':memory:')
  const memory = createKeptMemory(database, 'serial:COM3')
  memory.learn({ status: true })
  const changes = () => (database.prepare('SELECT total_changes() AS n').get() as { n: bigint }).n
  const before = changes()
  memory.learn({ status: true })
  expect(changes()).toBe(before)
  memory.learn({ status: false })
  expect(changes()).toBe(before + 1n)
})
