/**
 * A program of its own that writes into a journal as fast as it can, as the workstation does: `node busy-journal.ts JOURNAL KEY HEAD`. Says
 * `writing` once it has begun, and when its input ends, how many commits it made; the first that fails ends it.
 */
import { createAudit } from '../../src/main/journal/audit.ts'
import { openDatabase } from '../../src/main/journal/database.ts'
import { testClock } from './clocks.ts'

const [path = '', key = '', auditKey = '', head = ''] = process.argv.slice(2)
const database = openDatabase(path, key)
const audit = createAudit(database, testClock(), auditKey, head)
let commits = 0
let going = true

function write(): void {
  database.transaction(() => {
    audit.append({ actor: 'A1', subject: '', event: 'test', detail: { note: 'x'.repeat(500) } })
  })()
  audit.seal()
  commits += 1
  if (commits === 10) console.log('writing')
  if (going) setImmediate(write)
  else console.log(`commits ${commits}`)
}

process.stdin.resume().on('end', () => (going = false))
write()
