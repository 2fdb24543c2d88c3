/** A program of its own that saves a draft and then waits to be killed: `node draft-writer.ts JOURNAL KEY TELLER`. */
import { createAudit } from '../../src/main/journal/audit.ts'
import { openDatabase } from '../../src/main/journal/database.ts'
import { createOpeningDrafts } from '../../src/main/journal/opening-drafts.ts'
import { testClock } from './clocks.ts'
import { documentOpening } from './opening.ts'

const [path = '', key = '', teller = ''] = process.argv.slice(2)
const database = openDatabase(path, key)
const clock = testClock()
const drafts = createOpeningDrafts(database, clock, createAudit(database, clock, 'a-test-key'))
drafts.begin(teller)
drafts.save(teller, documentOpening)
console.log('saved')
setInterval(() => undefined, 60_000)
