// The import directions of docs/architecture.md, as one table. First match wins; a file of src/ in no layer is an error.
//   files     what belongs to the layer: a folder (with its slash) or a file
//   imports   the layers it may import; `layer:types` means with `import type` only
//   packages  the npm packages it may import: a list, or any (Electron is never part of any)
//   node      whether it may import Node's own modules

/** Adapters to Electron: the only files of main that may import it. */
const ELECTRON_ADAPTERS = [
  'index',
  'app',
  'window',
  'ipc',
  'training',
  'self-update',
  'report-window',
  'save-file',
  'clipboard',
  'leave',
].map((name) => `src/main/${name}.ts`)

/** What every money feature does the same way: bind an inquiry to its posting, and post through the journal to paper. */
const MONEY = ['inquiries', 'guards', 'posting', 'unwritten'].map((name) => `src/main/${name}.ts`)

/** What is asked around a transaction, never on its way: balances, status checks, a second person. */
const DESK = ['balance-watch', 'connection-probe', 'status-checks', 'approvals'].map(
  (name) => `src/main/${name}.ts`,
)

/** What any part of main may lean on. */
const GROUND = [
  'keychain',
  'config',
  'settings',
  'preferences',
  'startup',
  'turns',
  'runtime',
  'border-limits',
  'switches',
  'update-plan',
  'log',
  'clock',
  'camera',
  'idle-lock',
  'sealed-files',
  'sealing',
  'passphrase-sealing',
].map((name) => `src/main/${name}.ts`)

export const LAYERS = [
  {
    name: 'shared',
    files: ['src/shared/'],
    imports: ['shared'],
    packages: ['zod', '@develoka/angka-terbilang-js'],
  },
  {
    name: 'preload',
    files: ['src/preload/'],
    imports: ['preload', 'channels', 'shared:types'],
    packages: ['electron'],
  },
  {
    name: 'renderer',
    files: ['src/renderer/'],
    imports: ['renderer', 'shared', 'preload:types'],
    packages: 'any',
  },
  { name: 'sandbox', files: ['src/sandbox/'], imports: ['sandbox', 'shared'], packages: 'any', node: true },
  {
    name: 'features',
    files: ['src/main/features/'],
    imports: [
      'session',
      'money',
      'desk',
      'photos',
      'bank',
      'switcher',
      'journal',
      'printing',
      'exports',
      'ground',
      'shared',
    ],
    packages: ['zod'],
    node: true,
  },
  {
    // Tables and reports as files: what is in them is decided by the features.
    name: 'exports',
    files: ['src/main/exports/'],
    imports: ['exports', 'journal:types', 'shared'],
    packages: ['write-excel-file', 'qr'],
    node: true,
  },
  {
    // Who is signed in: every feature asks it, so it lies below them.
    name: 'session',
    files: ['src/main/session.ts'],
    imports: ['bank', 'ground', 'shared'],
    packages: ['zod'],
    node: true,
  },
  {
    name: 'money',
    files: MONEY,
    imports: ['money', 'desk:types', 'journal', 'printing', 'wire:types', 'ground', 'shared'],
    packages: ['zod'],
    node: true,
  },
  {
    name: 'desk',
    files: DESK,
    imports: ['desk', 'session', 'bank', 'switcher', 'journal', 'ground', 'shared'],
    packages: [],
    node: true,
  },
  {
    name: 'photos',
    files: ['src/main/photos.ts'],
    imports: ['journal', 'ground', 'shared'],
    packages: [],
    node: true,
  },
  {
    name: 'bank',
    files: ['src/main/bank/'],
    imports: ['bank', 'wire', 'shared'],
    packages: ['zod'],
    node: true,
  },
  {
    name: 'switcher',
    files: ['src/main/switcher/'],
    imports: ['switcher', 'wire', 'shared'],
    packages: ['zod'],
    node: true,
  },
  {
    name: 'wire',
    files: ['src/main/wire/'],
    imports: ['wire', 'ground', 'shared'],
    packages: ['undici', 'zod'],
    node: true,
  },
  {
    name: 'journal',
    files: ['src/main/journal/'],
    imports: ['journal', 'ground', 'shared'],
    packages: ['libsql', 'zod'],
    node: true,
  },
  {
    name: 'printing',
    files: ['src/main/printing/'],
    imports: ['printing', 'journal', 'ground', 'shared'],
    packages: 'any',
    node: true,
  },
  { name: 'ground', files: GROUND, imports: ['ground', 'shared'], packages: ['keytar', 'zod'], node: true },
  {
    // Newer versions of the program, from a server of the bank's.
    name: 'updates',
    files: ['src/main/updates.ts', 'src/main/updater.ts'],
    imports: ['updates', 'ground', 'shared'],
    packages: ['electron-updater', 'zod'],
    node: true,
  },
  {
    // What the program does from the command line instead of opening its window.
    name: 'commands',
    files: ['src/main/verify-journal.ts', 'src/main/self-test.ts', 'src/main/recovery/'],
    imports: ['commands', 'wire', 'printing', 'journal', 'ground', 'shared'],
    packages: [],
    node: true,
  },
  {
    name: 'composition',
    files: ELECTRON_ADAPTERS,
    imports: [
      'composition',
      'commands',
      'updates',
      'features',
      'session',
      'money',
      'photos',
      'desk',
      'bank',
      'switcher',
      'wire',
      'journal',
      'printing',
      'exports',
      'ground',
      'shared',
    ],
    packages: ['electron', 'keytar', 'koffi', 'zod'],
    node: true,
  },
]

/** The one part of shared that the preload loads at run time; more would draw zod into it. */
export const CHANNELS = 'src/shared/channels.ts'
