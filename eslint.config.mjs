import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { importDirections } from './scripts/eslint/import-directions.mjs'
import { noRawText } from './scripts/eslint/no-raw-text.mjs'

const TYPESCRIPT = ['**/*.ts', '**/*.vue']
const TESTS = ['tests/**/*.ts', 'src/**/*.test.ts', 'src/**/test-*.ts']

const off = (...rules) => Object.fromEntries(rules.map((rule) => [`@typescript-eslint/${rule}`, 'off']))
const UNSAFE = ['argument', 'assignment', 'call', 'member-access', 'return'].map(
  (what) => `no-unsafe-${what}`,
)

export default tseslint.config(
  { ignores: ['out/', 'dist/', '.cache/'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: TYPESCRIPT })),
  ...vue.configs['flat/recommended'],
  vue.configs['no-layout-rules'],
  {
    plugins: { teller: { rules: { 'import-directions': importDirections, 'no-raw-text': noRawText } } },
    rules: {
      'teller/import-directions': 'error',
      'teller/no-raw-text': 'error',
      eqeqeq: 'error',
      'no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: TYPESCRIPT,
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        project: ['./tsconfig.node.json', './tsconfig.web.json'],
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          caughtErrorsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Services here are objects of functions without `this`, often asynchronous only by their interface.
      ...off('unbound-method', 'require-await'),
      // It takes a branded bigint for no number.
      ...off('no-unsafe-unary-minus'),
    },
  },
  // What a .vue file exports is known to vue-tsc, which checks these, and not to ESLint.
  { files: ['src/renderer/**'], rules: off(...UNSAFE) },
  // Tests look into answers of any shape on purpose.
  { files: TESTS, rules: off(...UNSAFE, 'no-base-to-string') },
)
