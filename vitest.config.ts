import { defineConfig } from 'vitest/config'

// *.test.ts are Vitest's; *.spec.ts in tests/ drive a real Electron and are Playwright's.
export default defineConfig({
  test: { include: ['{src,tests,scripts,bench}/**/*.test.{ts,mjs}'] },
})
