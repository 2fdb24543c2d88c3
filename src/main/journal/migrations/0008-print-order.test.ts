import { expect, test } from 'vitest'
import { openDatabase } from '../database.ts'

test.each(["state = 'queued'", "state = 'sending'", "state = 'unknown' AND answer IS NULL"])(
  'print jobs whose %s are found in their order without reading the others',
  (condition) => {
    const database = openDatabase(':memory:')
    const query = `SELECT * FROM print_jobs WHERE ${condition} ORDER BY created_at, rowid`
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as { detail: string }[]
    expect(plan.map(({ detail }) => detail).join()).toMatch(
      /^SEARCH print_jobs USING INDEX \w+ \(state=\?\)$/,
    )
  },
)
