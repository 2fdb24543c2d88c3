/** The keychain of a counter under test: a file beside its profile, kept by training mode's own store. */
import { createFileStore } from '../../src/main/keychain.ts'

const store = createFileStore(process.env['CHAOS_SECRETS']!)

export default {
  getPassword: async (_service: string, name: string) => (await store.get(name)) ?? null,
  setPassword: (_service: string, name: string, value: string) => store.set(name, value),
  deletePassword: async (_service: string, name: string) => {
    await store.delete(name)
    return true
  },
}
