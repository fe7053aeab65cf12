/** Taking the program away leaves the record where it is: what the installers are told, and what their own scripts remove. */
import { existsSync, readFileSync } from 'node:fs'
import { join, win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { choosePlace } from '../../electron/core/store-place.ts'
import { root } from '../../scripts/root.ts'

const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
const templates = join(root, 'node_modules/app-builder-lib/templates')

/** Lines `key: value` of one top-level part of the settings, without remarks. */
function part(name: string): Readonly<Record<string, string>> {
  const block = new RegExp(`^${name}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(settings)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/^ {2}([A-Za-z]+): *(.*)$/gm)].map(([, key = '', value = '']) => [key, value]))
}

function placeOn(platform: string, groupWritable: boolean): string {
  return choosePlace({
    platform,
    argument: null,
    variable: null,
    programData: 'C:\\ProgramData',
    localAppData: 'C:\\Users\\shift\\AppData\\Local',
    xdgDataHome: null,
    home: platform === 'win32' ? 'C:\\Users\\shift' : '/home/shift',
    look: () => ({ groupWritable, hasStore: false }),
  }).folder
}

describe('on Windows', () => {
  const windows = [placeOn('win32', true), placeOn('win32', false)]

  test('the installer is told to delete nothing of the user, and brings no script of its own that could', () => {
    const nsis = part('nsis')
    expect(nsis['deleteAppDataOnUninstall']).toBe('false')
    for (const key of ['include', 'script', 'customNsisBinary']) expect(nsis[key]).toBeUndefined()
    // Program Files: nobody is led to put the program where the record is.
    expect([nsis['perMachine'], nsis['allowToChangeInstallationDirectory']]).toEqual(['true', 'false'])
  })

  test('the record lies in none of the folders that the uninstaller names, whatever it is started with', () => {
    expect(windows).toEqual(['C:\\ProgramData\\Cofferdam\\store', 'C:\\Users\\shift\\AppData\\Local\\Cofferdam\\store'])
    const script = readFileSync(join(templates, 'nsis/uninstaller.nsh'), 'utf8')
    const removed = [...script.matchAll(/RMDir \/r "?(\$\w+)/g)].map((match) => match[1] ?? '')
    // The program's own folder, and with a switch the roaming folder of the account.
    expect([...new Set(removed)].sort()).toEqual(['$APPDATA', '$INSTDIR'])
    expect(script).toMatch(/SetShellVarContext current[\s\S]*RMDir \/r "\$APPDATA/)
    const roaming = 'C:\\Users\\shift\\AppData\\Roaming'
    for (const place of windows) for (const folder of ['C:\\Program Files', roaming]) expect(win32.relative(folder, place).startsWith('..')).toBe(true)
  })
})

describe('on Linux', () => {
  test('the package brings no script of its own, and what is run after removing it names no folder of a record', () => {
    for (const name of ['deb', 'rpm']) expect(part(name)['afterRemove']).toBeUndefined()
    expect(settings).not.toMatch(/afterRemove|postrm|prerm|beforeRemove/)
    const after = readFileSync(join(templates, 'linux/after-remove.tpl'), 'utf8')
    const removed = [...after.matchAll(/\brm\s+(?:-\w+\s+)*(\S+)/g)].map((match) => match[1] ?? '')
    expect(removed.length).toBeGreaterThan(0)
    for (const path of removed) expect(path).not.toMatch(/\/var\/lib|\/home|\.local/)
    expect([placeOn('linux', true), placeOn('linux', false)]).toEqual(['/var/lib/cofferdam/store', '/home/shift/.local/share/cofferdam/store'])
  })
})

test('README tells where the record stays and that a person deletes it', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  expect(readme).toMatch(/uninstall/i)
  for (const place of ['%ProgramData%\\Cofferdam\\store', '/var/lib/cofferdam/store']) expect(readme).toContain(place)
  expect(existsSync(join(templates, 'nsis/uninstaller.nsh'))).toBe(true)
})
