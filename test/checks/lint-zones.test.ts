import { join } from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/root.ts'

/** The project's own settings, without the rules that need types: the files below exist only as text. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts', '**/*.tsx'] },
    { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions: { projectService: false } } },
  ],
})

async function rulesBroken(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) })
  return [...new Set((result?.messages ?? []).map((message) => message.ruleId ?? message.message))]
}

const using = (module: string): string => `import { thing } from '${module}'\nexport const used = thing\n`
const imports = 'no-restricted-imports'
const syntax = 'no-restricted-syntax'

describe('lint zones', () => {
  it.each([
    ['electron/core/a.ts', using('electron'), imports],
    ['shared/a.ts', "import type { App } from 'electron'\nexport type A = App\n", imports],
    ['electron/desktop/window.ts', "import { ipcMain } from 'electron'\nexport const used = ipcMain\n", imports],
    ['electron/desktop/window.ts', "import electron from 'electron'\nexport const used = electron\n", imports],
    ['electron/core/a.ts', using('better-sqlite3'), imports],
    ['electron/core/a.ts', using('node:http'), imports],
    ['electron/core/a.ts', using('https'), imports],
    ['electron/desktop/a.ts', using('node:net'), imports],
    ['electron/local/a.ts', using('node:https'), imports],
    ['electron/cli/a.ts', using('node:dns'), imports],
    ['renderer/a.tsx', using('node:dgram'), imports],
    ['db/repos/assets.ts', using('node:fs'), imports],
    ['db/repos/assets.ts', using('node:tls'), imports],
    ['db/open.ts', using('node:http2'), imports],
    ['electron/core/a.ts', 'export const go = () => fetch("x")\n', 'no-restricted-globals'],
    ['renderer/features/zones/a.ts', 'export const go = () => new WebSocket("x")\n', 'no-restricted-globals'],
    ['renderer/a.ts', 'export const go = () => globalThis.fetch("x")\n', 'no-restricted-properties'],
    ['renderer/a.ts', 'export const go = () => navigator.sendBeacon("x")\n', 'no-restricted-properties'],
    ['renderer/a.tsx', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />\n', syntax],
    ['renderer/a.ts', 'export const go = (element: HTMLElement) => { element.innerHTML = "x" }\n', syntax],
    ['electron/core/a.ts', "export const file = 'store.db-wal'\n", syntax],
    ['shared/a.ts', 'export default 1\n', syntax],
    ['shared/a.test.ts', "import { it } from 'vitest'\nit.skip('x', () => {})\n", syntax],
    ['test/e2e/a.spec.ts', "import { test } from '@playwright/test'\ntest.only('x', () => {})\n", syntax],
    ['shared/a.ts', 'export const a: any = 1\n', '@typescript-eslint/no-explicit-any'],
    ['electron/core/a.ts', 'console.log(1)\n', 'no-console'],
  ])('%s may not: %s', async (file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule)
  })

  it.each([
    ['electron/desktop/window.ts', "import { BrowserWindow } from 'electron'\nexport const used = BrowserWindow\n"],
    ['electron/desktop/ipc.ts', "import { ipcMain } from 'electron'\nexport const used = ipcMain\n"],
    ['electron/desktop/preload.ts', "import { ipcRenderer } from 'electron'\nexport const used = ipcRenderer\n"],
    ['electron/local/server.ts', using('node:http')],
    ['db/open.ts', using('better-sqlite3')],
    ['db/open.ts', using('node:fs')],
    ['electron/core/keyring.ts', using('node:fs')],
    ['electron/cli/main.ts', 'console.log(1)\n'],
    ['test/contract/a.test.ts', 'export const go = () => fetch("x")\n'],
  ])('%s may: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([])
  })
})
