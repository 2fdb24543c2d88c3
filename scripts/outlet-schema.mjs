// docs/outlet.schema.json: what outlet.json may hold, for editors and roll-out tools. The rules are those that a start applies
// (src/main/settings.ts); what each setting means is read from the tables of docs/operations.md.
import { z } from 'zod'
import { DEFAULTS } from '../src/main/config.ts'
import { settings } from '../src/main/settings.ts'

/** A row of settings: the environment's name where it has one, the name in the file, what it means, its default. */
const ROW = /^\| (?:(?:`TELLER_\w+`)? +\| )?`(\w+)` +\| (.+?) +\| (.+?) +\|$/gm

/** @returns {Map<string, string>} what the page says of each setting, in plain text */
export function meanings(page) {
  const plain = (cell) => cell.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '')
  return new Map([...page.matchAll(ROW)].map(([, name, meaning]) => [name, plain(meaning)]))
}

/**
 * @param page the text of docs/operations.md
 * @throws Error naming a setting that the page does not explain
 */
export function outletSchema(page) {
  const says = meanings(page)
  const properties = Object.entries(settings).map(([name, { schema }]) => {
    if (!says.has(name)) throw new Error(`docs/operations.md has no row for the setting ${name}`)
    return [name, describe(schema, says.get(name), DEFAULTS[name])]
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'outlet.json of Bank+ Teller',
    description:
      'Settings of one counter PC or of all. What a schema cannot say (files that exist, keys that are long enough) is checked when the ' +
      'program starts, and named there.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where an editor finds this schema; it is no setting.' },
      ...Object.fromEntries(properties),
    },
  }
}

function describe(schema, meaning, fallback) {
  const rules = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
  delete rules.$schema
  const expected = schema.safeParse(Symbol('nothing')).error.issues[0].message
  const description = `${meaning.replace(/\.$/, '')}. Expected: ${expected}.`
  return fallback === undefined ? { description, ...rules } : { description, default: fallback, ...rules }
}
