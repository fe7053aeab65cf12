/**
 * What the compiler cannot see. Rules are here because breaking one of them would break a promise of the product:
 * no network, one door to the core, one place for the database, no lost promise.
 *
 * `no-restricted-imports` replaces itself instead of adding up, so each zone below states its whole list through
 * `imports(...)`. To forbid something new, add a `ban` and name it in the zones it concerns.
 */
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** @typedef {{ paths?: object[], patterns?: object[] }} Ban */

/** The desktop folder is the only one that may know Electron. */
const electron = {
  paths: [{ name: 'electron', message: 'Only electron/desktop may import electron.' }],
  patterns: [{ group: ['electron/*'], message: 'Only electron/desktop may import electron.' }],
}

/** Inside the desktop folder: one checked door for messages. */
const rawIpc = {
  paths: [
    {
      name: 'electron',
      importNames: ['ipcMain', 'ipcRenderer', 'default'],
      message: 'Raw IPC has no sender check. Use electron/desktop/ipc.ts (main) or preload.ts (window).',
    },
  ],
}

const driver = {
  paths: [{ name: 'better-sqlite3', message: 'Only db/ talks to SQLite.' }],
  patterns: [{ group: ['better-sqlite3/*'], message: 'Only db/ talks to SQLite.' }],
}

const networkModules = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector']

/** @param {string[]} except modules that a zone may use after all */
const network = (except = []) => ({
  paths: networkModules
    .filter((name) => !except.includes(name))
    .flatMap((name) => [name, `node:${name}`])
    .map((name) => ({ name, message: 'The program opens no connection. Only electron/local listens, on the loopback.' })),
})

/**
 * Closing any other handle on store.db or store.lock drops SQLite's file lock of the whole process, so the database
 * files are touched only by the files named in `storeFileOwners`.
 */
const storeFiles = {
  paths: ['fs', 'node:fs', 'fs/promises', 'node:fs/promises'].map((name) => ({
    name,
    message: 'Closing a second handle on a database file drops its lock. Add the file to storeFileOwners in eslint.config.js if it never opens one.',
  })),
}

/** Files in db/ that may use the file system, because they do it before a connection is open or on other files. */
const storeFileOwners = ['db/open.ts', 'db/rekeyed-copy.ts', 'db/log-check.ts', 'db/backup.ts', 'db/scratch.ts', 'db/schema.ts']

/** The one file of the renderer that talks to the loopback host. */
const loopbackClients = ['renderer/api/host.ts']

/** @param {Ban[]} bans */
const imports = (...bans) => ({
  'no-restricted-imports': [
    'error',
    { paths: bans.flatMap((ban) => ban.paths ?? []), patterns: bans.flatMap((ban) => ban.patterns ?? []) },
  ],
})

const noConnection = 'The program opens no connection.'
const noNetworkGlobals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection']
const connectionGlobals = {
  'no-restricted-globals': ['error', ...noNetworkGlobals.map((name) => ({ name, message: noConnection }))],
  'no-restricted-properties': [
    'error',
    ...noNetworkGlobals.flatMap((property) => [
      { object: 'globalThis', property, message: noConnection },
      { object: 'window', property, message: noConnection },
      { object: 'self', property, message: noConnection },
    ]),
    { object: 'navigator', property: 'sendBeacon', message: noConnection },
  ],
}

const defaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one thing, one name, everywhere.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Named exports only.' },
]
const rawHtml = [
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"], Property[key.name="dangerouslySetInnerHTML"]',
    message: 'Text goes in as text. Markup from data is how a report becomes an attack.',
  },
  {
    selector:
      'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/], CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment)$/]',
    message: 'Trusted Types refuse this at run time; build elements instead.',
  },
]
const leftAside = [
  {
    selector:
      'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo|fixme|fails)$/]',
    message: 'A test runs, or prints not-run with its reason (skipIf).',
  },
]
const storeNames = [
  {
    selector: 'Literal[value=/(^|[\\u002F\\u005C])store\\.(db|lock)/]',
    message: 'Only electron/core/store-place.ts and db/ name the database files, so that nobody else opens them.',
  },
]

/** @param {object[]} bans */
const syntax = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans.flat()] })

const tests = ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts', 'test/**/*.tsx']
const productFiles = ['shared/**/*.ts', 'db/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}']

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', 'out/', 'release/', 'coverage/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        // `typeof import('node:fs')` is how a test names the module that it replaces.
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      // `import { type T }` alone would still load the file at run time.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // `onClick={() => void save()}` says that nobody waits; handing React an async function hides it.
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-constant-binary-expression': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable-loop': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      ...imports(electron, driver),
      ...syntax(defaultExport),
    },
  },

  // The product, zone by zone. Later blocks replace the rules of earlier ones.
  {
    files: productFiles,
    rules: {
      'no-console': 'error',
      ...connectionGlobals,
      ...imports(electron, driver, network()),
      ...syntax(defaultExport, rawHtml, storeNames),
    },
  },
  {
    files: ['db/**/*.ts'],
    rules: { ...imports(electron, network(), storeFiles), ...syntax(defaultExport, rawHtml) },
  },
  { files: storeFileOwners, rules: imports(electron, network()) },
  { files: ['electron/local/**/*.ts'], rules: imports(electron, driver, network(['http', 'net'])) },
  { files: ['electron/desktop/**/*.ts'], rules: imports(rawIpc, driver, network()) },
  { files: ['electron/desktop/ipc.ts', 'electron/desktop/preload.ts'], rules: imports(driver, network()) },
  // A command line speaks through the console, and so does a host that prints its address.
  { files: ['electron/cli/**/*.ts', 'electron/local/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['electron/core/store-place.ts'], rules: syntax(defaultExport, rawHtml) },
  { files: loopbackClients, rules: { 'no-restricted-globals': 'off' } },

  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      // Warns that React's compiler would skip a component. No such compiler is used here.
      'react-hooks/incompatible-library': 'off',
    },
  },

  // Tests may reach everywhere and make connections to what they start themselves.
  {
    files: tests,
    rules: {
      'no-console': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      ...imports(),
      ...syntax(defaultExport, leftAside),
      // Reading fields of a parsed report is what a test does; a wrong one fails the test.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },

  // Tools demand a default export in their settings.
  { files: ['*.config.ts', 'test/support/browser-setup.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], rules: { 'no-undef': 'off', 'no-unused-vars': 'error', 'prefer-const': 'error' } },
)
