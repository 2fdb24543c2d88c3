import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { en } from './src/shared/locales/en.ts'
import { id } from './src/shared/locales/id.ts'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

// One build for both runtimes, so for the older: electron-vite would else take the installed Electron's newer syntax.
const NODE_TARGET = 'node20.18'
const CHROME_TARGET = 'chrome130'

/** What Vue and vue-i18n leave out: nothing here uses options components, devtools or the old i18n interface. */
const RENDERER_FLAGS = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
  // The content security policy forbids eval: sentences are compiled to syntax trees, not to functions.
  __INTLIFY_JIT_COMPILATION__: 'true',
}

const BUNDLED = [
  'zod',
  'undici',
  'fastify',
  'pngjs',
  'node-thermal-printer',
  'qr',
  '@develoka/angka-terbilang-js',
]

/** undici's own index loads all that it has (fetch, caches, mocks); the wire needs three parts of it, and the calls on them. */
const PARTS_OF_UNDICI = `
import api from 'undici/lib/api/index.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
Object.assign(Dispatcher.prototype, api)
export { default as Client } from 'undici/lib/dispatcher/client.js'
export { default as Pool } from 'undici/lib/dispatcher/pool.js'
export { default as buildConnector } from 'undici/lib/core/connect.js'
`
const partsOfUndici = (): Plugin => ({
  name: 'parts-of-undici',
  enforce: 'pre',
  resolveId: (id) => (id === 'undici' ? path('src/main/wire/parts-of-undici.js') : undefined),
  load: (id) => (id.endsWith('/parts-of-undici.js') ? PARTS_OF_UNDICI : undefined),
})

const path = (file: string) => resolve(import.meta.dirname, file)

/** Fills `{{app.name}}` and the like in index.html, which is painted before any script runs: a page for each language. */
const wordsInPage = (): Plugin => ({
  name: 'words-in-page',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = bundle['index.html']
    if (page?.type !== 'asset') throw new Error('there is no index.html to fill')
    const template = String(page.source)
    page.source = fill(template, id)
    this.emitFile({
      ...{ type: 'asset', fileName: 'index.en.html' },
      source: fill(template, en).replace('<html lang="id"', '<html lang="en"'),
    })
  },
})

function fill(template: string, words: object): string {
  return template.replaceAll(/\{\{([\w.]+)\}\}/g, (_place, key: string) => {
    const found = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], words)
    if (typeof found !== 'string')
      throw new Error(`index.html asks for the words ${key}, which are not there`)
    return found
  })
}

export default defineConfig({
  main: {
    plugins: [partsOfUndici()],
    build: {
      target: NODE_TARGET,
      // A start reads one file instead of hundreds. What stays outside is native, or loaded late.
      externalizeDeps: { exclude: BUNDLED },
      rolldownOptions: {
        // The second is a process of its own: training mode's bank and printer.
        input: { index: path('src/main/index.ts'), embedded: path('src/sandbox/embedded.ts') },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Less to parse at every start; names stay, so that the frames in a log can be read.
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      // A sandboxed preload can require nothing of ours: one CommonJS file, with what it uses inside.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('src/renderer'),
    define: RENDERER_FLAGS,
    plugins: [
      vue(),
      wordsInPage(),
      // Element Plus on demand, each component with its styles.
      Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    ],
    build: {
      target: CHROME_TARGET,
      minify: true,
      // The content security policy lets fonts come from app:// only, not from data: addresses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: path('src/renderer/index.html') } },
    },
  },
})
