/** The bank behind the endpoints: its book, its users, and the settings it was seeded with. */
import { openDatabase, readOne, type Db } from './database.ts'
import { createMonthCounts, type MonthCounts } from './history.ts'
import { createInquiries, type Inquiries } from './inquiries.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { completeSeed, type Fees, type Seed } from './seed.ts'
import { plantSeed } from './seed-planting.ts'
import { createSessions, createUsers, type Sessions, type Users } from './users.ts'

export interface Bank {
  ledger: Ledger
  users: Users
  sessions: Sessions
  inquiries: Inquiries
  months: MonthCounts
  fees: Fees
  close(): void
}

/** What stays as it was seeded when a ledger file is opened again. */
interface Settings {
  /** The seed that the ledger was made with, as it was given. */
  seed: string
  fees: Fees
  sessionLifetimeMs: number | null
}

/**
 * Opens the ledger at `dbPath`, or makes and seeds it. Fails where the ledger exists and was made with another seed:
 * silently serving old accounts would look like a fault of the workstation.
 */
export function openBank(dbPath: string, seed: Seed, at: Date): Bank {
  const { db, isNew } = openDatabase(dbPath)
  const ledger = createLedger(db)
  const parts = {
    ledger,
    users: createUsers(db),
    inquiries: createInquiries(db),
    months: createMonthCounts(db),
  }
  try {
    if (isNew) {
      const complete = completeSeed(seed, at)
      ledger.atomically(() => {
        plantSeed(parts, complete, at)
        const { fees, sessionLifetimeMs } = complete
        writeSettings(db, { seed: JSON.stringify(seed), fees, sessionLifetimeMs })
      })
    }
    const settings = readSettings(db)
    if (Object.keys(seed).length > 0 && JSON.stringify(seed) !== settings.seed) {
      throw new Error(
        `The sandbox ledger ${dbPath} was made with another seed: delete it or leave the seed out`,
      )
    }
    const sessions = createSessions(db, settings.sessionLifetimeMs)
    return { ...parts, sessions, fees: settings.fees, close: () => void db.close() }
  } catch (error) {
    db.close()
    throw error
  }
}

function writeSettings(db: Db, settings: Settings): void {
  db.prepare(`INSERT INTO setting VALUES ('bank', ?)`).run(JSON.stringify(settings))
}

function readSettings(db: Db): Settings {
  const row = readOne<{ value: string }>(db.prepare(`SELECT value FROM setting WHERE name = 'bank'`))
  if (!row) throw new Error('The sandbox ledger has no settings: delete it')
  return JSON.parse(row.value) as Settings
}
