/**
 * The layers, as imports see them (the compiler's projects see the globals):
 *
 *   renderer -> shared <- db <- electron/core <- electron/{desktop, local, cli}
 *
 * test/checks/layers.test.ts plants one violation of every rule and expects it to be found.
 */

const tests = String.raw`\.test\.tsx?$`
const productFolders = '^(shared|db|electron|renderer)/'

/** Packages that shared/ may use: they run in any JavaScript engine and touch nothing outside. */
const purePackages = ['zod']

/** Parts of a feature that other features may use although they are neither addresses nor words. */
const openedParts =
  '^renderer/features/(?:door/(?:recovery-key|passphrase|ShowPassphrase|DoorPage)|settings/(?:setup-places|SettingsFrame)|key/(?:LeftNotice|UnderwayStrip)|people/person-dialog|report/recipient-label|report/fields/number-text|transfer/(?:PlaceList|carry-out|size-text)|report/document/ReportDocumentView)\\.tsx?$'
const inPackage = (names) => `(^|/)node_modules/(${names.join('|')})(/|$)`

const nodeModule = { dependencyTypes: ['core'] }

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one idea, or hide a third. Type-only circles count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs in the window, in the core and in a verifier: only itself and pure packages.',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      // package.json is read for the version when started from source.
      to: { pathNot: ['^shared/', '^package\\.json$', inPackage(purePackages)] },
    },
    {
      name: 'db-stands-on-shared',
      comment: 'db/ knows shared/, the driver and Node.',
      severity: 'error',
      from: { path: '^db/', pathNot: tests },
      to: { pathNot: ['^(db|shared)/', inPackage(['better-sqlite3']), inPackage(purePackages)], dependencyTypesNot: ['core'] },
    },
    {
      name: 'migrations-import-nothing',
      comment: 'A released migration must mean the same forever, so it may not lean on code that changes.',
      severity: 'error',
      from: { path: '^db/migrations/', pathNot: [tests, '^db/migrations/(index|list|migrations)\\.ts$'] },
      to: {},
    },
    {
      name: 'driver-only-in-db',
      comment: 'One place talks to SQLite.',
      severity: 'error',
      from: { pathNot: ['^db/', tests, '^test/'] },
      to: { path: inPackage(['better-sqlite3', 'better-sqlite3-multiple-ciphers']) },
    },
    {
      name: 'core-knows-no-host',
      comment: 'electron/core is plain Node: it runs under Electron, the local host and the command line alike.',
      severity: 'error',
      from: { path: '^electron/core/', pathNot: tests },
      to: { path: ['^electron/(desktop|local|cli)/', '^renderer/', inPackage(['electron'])] },
    },
    {
      name: 'hosts-stand-on-core',
      comment: 'A host opens no database: it talks to the core through its port.',
      severity: 'error',
      from: { path: '^electron/(desktop|local|cli)/', pathNot: tests },
      to: { path: ['^db/', '^renderer/'] },
    },
    {
      name: 'hosts-are-apart',
      comment: 'What two hosts share belongs into electron/core.',
      severity: 'error',
      from: { path: '^electron/(desktop|local|cli)/', pathNot: tests },
      to: { path: '^electron/(desktop|local|cli)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'electron-only-in-desktop',
      comment: 'Elsewhere the import would even download the binary.',
      severity: 'error',
      from: { pathNot: ['^electron/desktop/', '^test/', tests] },
      to: { path: inPackage(['electron']) },
    },
    {
      name: 'renderer-knows-the-contract-only',
      comment: 'The window has neither Node nor a database nor a host.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: '^(db|electron|scripts)/' },
    },
    {
      name: 'renderer-without-node',
      comment: 'There is no Node in a sandboxed window.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: nodeModule,
    },
    {
      name: 'renderer-without-handlers',
      comment: 'Handlers run in the core. The window calls procedures.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: ['^shared/.*\\.handlers\\.ts$', '^shared/app\\.ts$'] },
    },
    {
      name: 'features-meet-at-their-door',
      comment:
        "A screen uses another feature through that feature's doors: index.ts, its addresses (paths.ts), its words (*-words.ts), or a part that is opened by name here. " +
        'index.ts alone would not do: it brings in the screens, and with them everything the first screen need not load.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/', pathNot: tests },
      to: { path: '^renderer/features/', pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/(?:index|paths|[a-z]+-words)\\.tsx?$', '^renderer/features/editing/', openedParts] },
    },
    {
      name: 'building-blocks-know-no-feature',
      comment: 'renderer/ui and renderer/api are used by features, not the other way round.',
      severity: 'error',
      from: { path: '^renderer/(ui|api)/', pathNot: tests },
      to: { path: '^renderer/(features|app)/' },
    },
    {
      name: 'no-test-code-in-product',
      comment: 'What only tests need is not shipped.',
      severity: 'error',
      from: { path: productFolders, pathNot: tests },
      to: { path: ['^(test|scripts)/', tests] },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'The packaged program only has the production dependencies. Types may come from anywhere.',
      severity: 'error',
      from: { path: productFolders, pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        // Electron is the runtime itself; Vite only lends its types to the renderer.
        pathNot: inPackage(['electron']),
      },
    },
  ],
  options: {
    // Imports of types are dependencies too: shared/ must not even speak of a type of db/.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|release|coverage|node_modules/\\.)' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
