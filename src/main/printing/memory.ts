import type { JournalDatabase } from '../journal/database.ts'

/** What a printer can do, as far as it has shown it. Its model name proves nothing: clones carry others' names. */
export interface Abilities {
  /** it answers DLE EOT: then silence means something */
  status?: boolean
  /** it tells by GS ( H when a job is on paper */
  completion?: boolean
}

/** Abilities learnt by probing, kept per printer. */
export interface PrinterMemory {
  abilities(): Abilities
  learn(shown: Abilities): void
}

/** Remembers until the program ends. */
export function createMemory(): PrinterMemory {
  let abilities: Abilities = {}
  return {
    abilities: () => abilities,
    learn: (shown) => {
      abilities = { ...abilities, ...shown }
    },
  }
}

/**
 * Remembers across restarts, as marks of the journal. Writes only what is new.
 * @param setting the `printer` setting: another address is another printer
 */
export function createKeptMemory(database: JournalDatabase, setting: string): PrinterMemory {
  const select = database.prepare('SELECT value FROM marks WHERE name = ?')
  const store = database.prepare(
    'INSERT INTO marks VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const nameOf = (ability: keyof Abilities) => `printer-${ability}:${setting}`
  const read = (ability: keyof Abilities): Abilities => {
    const found = select.get(nameOf(ability)) as { value: bigint } | undefined
    return found ? { [ability]: found.value === 1n } : {}
  }
  const kept = createMemory()
  kept.learn({ ...read('status'), ...read('completion') })
  return {
    abilities: kept.abilities,
    learn(shown) {
      const before = kept.abilities()
      kept.learn(shown)
      for (const ability of ['status', 'completion'] as const) {
        const value = shown[ability]
        if (value !== undefined && value !== before[ability]) store.run(nameOf(ability), value ? 1n : 0n)
      }
    },
  }
}
