import { utf8 } from '../../shared/package/bytes.ts'
import { trusting } from '../support/package-fixtures.ts'
import type { Dice } from './dice.ts'
import { rawZip } from './raw-zip.ts'
import type { RawEnd, RawEntry } from './raw-zip.ts'
import type { Tampering } from './tampering.ts'
import { changed } from './tamper-world.ts'
import type { FileSet, TamperWorld } from './tamper-world.ts'

/** The same files in a zip that another program wrote; in a third of the cases with one protected file changed as well. */
export function rebuiltZip({ entity, files, evidence }: TamperWorld, dice: Dice): Tampering {
  const set = dice.roll(3) === 0 ? evidence : files
  const spoiled = dice.roll(3) === 0 ? dice.pick([...set.keys()].filter((path) => !/^(?:README|report\.(?:pdf|html))/.test(path))) : null
  const content = spoiled === null ? set : changed(set, { [spoiled]: dice.bytes(64) })
  const root = dice.pick(['', '', 'package/'])
  const described = dice.roll(2) === 0
  const entries: RawEntry[] = dice.shuffle([...content]).map(([path, bytes]) => ({
    name: root + path,
    bytes,
    deflate: dice.roll(2) === 0,
    flags: described && dice.roll(2) === 0 ? 8 : 0,
    date: dice.roll(65536),
    madeBy: dice.pick([0, 0x0314, 0x0a14, 0x131e]),
    attributes: dice.pick([0, 0x20, 0x81a40000, 0x81ed0000]),
    extra: dice.pick([new Uint8Array(0), Uint8Array.of(0x55, 0x54, 1, 0, 0)]),
  }))
  const folders: RawEntry[] = dice.roll(2) === 0 ? [{ name: `${root}keys/`, bytes: new Uint8Array(0), attributes: 0x41ed0010 }] : []
  return { what: spoiled ?? 'nothing else', bytes: rawZip([...folders, ...entries]), trust: trusting(entity.anchor), expected: spoiled === null ? 'rebuilt' : 'not-genuine' }
}

/** Zips made to hurt whoever reads them. The package inside is genuine, so that only the reader's care is tested. */
export function hostileZip({ entity, files }: TamperWorld, dice: Dice): Tampering {
  const attack = dice.turn(attacks)
  const { entries, end } = attack.make(files, dice)
  return { what: attack.what, bytes: rawZip(entries, end), trust: trusting(entity.anchor), expected: 'not-genuine', fault: attack.fault }
}

interface Attack {
  readonly what: string
  readonly fault: NonNullable<Tampering['fault']>
  readonly make: (files: FileSet, dice: Dice) => { entries: RawEntry[]; end?: RawEnd }
}

function plain(files: FileSet): RawEntry[] {
  return [...files].map(([name, bytes]) => ({ name, bytes }))
}

function named(name: string, fault: Attack['fault']): Attack {
  return { what: `name ${JSON.stringify(name)}`, fault, make: (files) => ({ entries: [...plain(files), { name, bytes: utf8('x') }] }) }
}

/** Changes one entry of the package. */
function entryWith(what: string, fault: Attack['fault'], change: (entry: RawEntry, dice: Dice) => RawEntry): Attack {
  return {
    what,
    fault,
    make: (files, dice) => {
      const entries = plain(files)
      const at = dice.roll(entries.length - 1)
      const entry = entries[at]
      if (entry !== undefined) entries[at] = change(entry, dice)
      return { entries }
    },
  }
}

const zeros = new Uint8Array(2 * 1024 * 1024)

const attacks: readonly Attack[] = [
  named('../evil', 'zip-name-parent'),
  named('a/../../evil', 'zip-name-parent'),
  named('/etc/passwd', 'zip-name-absolute'),
  named('..\\evil', 'zip-name-backslash'),
  named('C:evil', 'zip-name-drive'),
  named('c:/evil', 'zip-name-drive'),
  named('evil\u0000.txt', 'zip-name-control'),
  named('evil\n', 'zip-name-control'),
  named('bücher', 'zip-name-not-ascii'),
  named('a//b', 'zip-name-unsafe'),
  named('./a', 'zip-name-unsafe'),
  named('a b', 'zip-name-unsafe'),
  named('evil.', 'zip-name-unsafe'),
  named('$(reboot)', 'zip-name-unsafe'),
  named('con', 'zip-name-reserved'),
  named('keys/NUL.txt', 'zip-name-reserved'),
  named('lpt1.json', 'zip-name-reserved'),
  named('a'.repeat(101), 'zip-name-too-long'),
  named('', 'zip-name-empty'),
  named('readme.TXT', 'zip-name-duplicate'),
  named('report.json', 'zip-name-duplicate'),
  { what: 'a folder named like a file', fault: 'zip-name-duplicate', make: (files) => ({ entries: [...plain(files), { name: 'report.json/', bytes: new Uint8Array(0), attributes: 0 }] }) },
  { what: 'symbolic link', fault: 'zip-special-file', make: (files) => ({ entries: [...plain(files), { name: 'link', bytes: utf8('/etc/passwd'), attributes: 0xa1ff0000 }] }) },
  { what: 'device', fault: 'zip-special-file', make: (files) => ({ entries: [...plain(files), { name: 'device', bytes: utf8(''), attributes: 0x21b60000 }] }) },
  { what: 'folder with content', fault: 'zip-special-file', make: (files) => ({ entries: [...plain(files), { name: 'folder/', bytes: utf8('x') }] }) },
  { what: 'too many entries', fault: 'zip-too-many-entries', make: (files) => ({ entries: plain(files), end: { count: 10_001 } }) },
  { what: 'several disks', fault: 'zip-multi-disk', make: (files) => ({ entries: plain(files), end: { disk: 1 } }) },
  { what: 'zip64 mark', fault: 'zip-zip64', make: (files) => ({ entries: plain(files), end: { count: 0xffff } }) },
  { what: 'data in front, offsets fitted', fault: 'zip-prepended-data', make: (files, dice) => ({ entries: plain(files), end: { before: dice.bytes(64) } }) },
  { what: 'bomb', fault: 'zip-ratio', make: (files) => ({ entries: [...plain(files), { name: 'bomb', bytes: zeros, deflate: true }] }) },
  { what: 'claims half a gigabyte and more', fault: 'zip-too-large', make: (files) => ({ entries: [...plain(files), { name: 'huge', bytes: zeros, deflate: true, centralSize: 0x20000001 }] }) },
  entryWith('encrypted', 'zip-encrypted', (entry) => ({ ...entry, flags: 1 })),
  entryWith('strong encryption', 'zip-encrypted', (entry) => ({ ...entry, flags: 0x41 })),
  entryWith('another method', 'zip-method', (entry, dice) => ({ ...entry, method: dice.pick([1, 9, 12, 14, 93, 99]) })),
  entryWith('two names', 'zip-header-mismatch', (entry) => ({ ...entry, localName: `${entry.name}x` })),
  entryWith('entry comment', 'zip-comment', (entry) => ({ ...entry, comment: 'hello' })),
  entryWith('on another disk', 'zip-multi-disk', (entry) => ({ ...entry, disk: 1 })),
  entryWith('hidden data', 'zip-hidden-data', (entry, dice) => ({ ...entry, hidden: dice.bytes(40) })),
  { what: 'overlap', fault: 'zip-overlap', make: (files) => ({ entries: plain(files).map((entry, i) => (i === 0 ? entry : { ...entry, offset: 0 })) }) },
  entryWith('wrong checksum of a deflated file', 'zip-crc', (entry) => ({ ...entry, deflate: true, crc32: 1 })),
  entryWith('broken deflate', 'zip-inflate', (entry) => ({ ...entry, method: 8, bytes: Uint8Array.of(7, 7, 7, 7), centralSize: 1000, crc32: 0 })),
  entryWith('deflated size too small', 'zip-inflate', (entry) => ({ ...entry, deflate: true, centralSize: entry.bytes.length - 1 })),
  entryWith('folded into an attack on unpackers', 'zip-name-parent', (entry) => ({ ...entry, name: `../${entry.name}` })),
]

