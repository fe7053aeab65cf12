/** What can happen to the folder of a record while the program is not running. Never called while a host has it open. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { keyringContentBytes, keyringText, readKeyring } from '../../shared/person/keyring-format.ts'

const keyringNames = ['keyring.json', 'keyring.2.json'] as const

/** SHA-256 of every file of a folder by its name, without the lock and what a start may write anew. */
export function folderDigest(folder: string): Readonly<Record<string, string>> {
  const kept = ['store.db', ...keyringNames]
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => kept.includes(name))
      .map((name) => [name, createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')]),
  )
}

/** Overwrites bytes in the middle of a file. */
export function damageFile(file: string, at = Math.floor(statSync(file).size / 2), length = 64): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(handle)
}

/** Takes both keyrings away. @returns puts them back */
export function takeKeyrings(folder: string): () => void {
  const moved = keyringNames.map((name) => join(folder, name)).filter((file) => existsSync(file))
  for (const file of moved) renameSync(file, `${file}.away`)
  return () => {
    for (const file of moved) renameSync(`${file}.away`, file)
  }
}

/** Makes both keyrings unreadable. @returns puts the good ones back */
export function damageKeyrings(folder: string): () => void {
  const good = keyringNames.map((name) => ({ file: join(folder, name), bytes: readFileSync(join(folder, name)) }))
  for (const { file } of good) damageFile(file)
  return () => {
    for (const { file, bytes } of good) writeFileSync(file, bytes)
  }
}

/** Lets the keyrings say that a later program has written the store. @returns puts the old ones back */
export function makeNewer(folder: string): () => void {
  const good = keyringNames.map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }))
  for (const { file, text } of good) {
    const reading = readKeyring(text)
    if (reading.kind !== 'keyring') throw new Error('there is no keyring to change')
    const newer = { ...reading.keyring, storeVersion: 1_000_000 }
    writeFileSync(file, keyringText({ ...newer, sha256: createHash('sha256').update(keyringContentBytes(newer)).digest('hex') }))
  }
  return () => {
    for (const { file, text } of good) writeFileSync(file, text)
  }
}
