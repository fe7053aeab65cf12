import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/root.ts'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>
}
const installed = Object.entries(packages).filter(([folder]) => folder !== '')

/** Whether a package in `folder` finds `name` the way Node does: in its own node_modules, then further up. */
function isLocked(folder: string, name: string): boolean {
  for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`] !== undefined) return true
    if (place === '' || !place.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined
  }
}

describe('package.json', () => {
  it.each([
    ['dependencies', manifest.dependencies],
    ['devDependencies', manifest.devDependencies],
    ['optionalDependencies', manifest.optionalDependencies],
  ])('names one exact version for each of %s', (_, list) => {
    const loose = Object.entries(list).filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version))
    expect(loose).toEqual([])
  })

  it('decides about every install script in the lockfile, and allows none', () => {
    const withScript = installed.filter(([, locked]) => locked.hasInstallScript).map(([folder]) => folder.replace(/^.*node_modules\//, ''))
    expect(withScript.filter((name) => manifest.allowScripts[name] !== false)).toEqual([])
  })
})

describe('package-lock.json', () => {
  it('names no host: each machine asks its own registry', () => {
    expect(installed.filter(([, locked]) => locked.resolved !== undefined).map(([folder]) => folder)).toEqual([])
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"(git|https?|file)[+:][^"]*\.(git|tgz)/)
  })

  it('fixes version and content of every package', () => {
    expect(installed.filter(([, { version, integrity }]) => !version || !integrity?.startsWith('sha512-')).map(([folder]) => folder)).toEqual([])
  })

  it('holds the builds for every system, not only for the one it was made on', () => {
    const missing = installed.flatMap(([folder, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isLocked(folder, name))
        .map((name) => `${folder} -> ${name}`),
    )
    expect(missing).toEqual([])
  })
})

describe('.npmrc', () => {
  const lines = readFileSync(join(root, '.npmrc'), 'utf8').split('\n')

  it.each(['save-exact=true', 'omit-lockfile-registry-resolved=true', 'ignore-scripts=true'])('says %s', (line) => {
    expect(lines).toContain(line)
  })

  it('names no registry', () => {
    expect(lines.filter((line) => /registry=|:\/\//.test(line))).toEqual([])
  })
})
