import type { HealthFinding, HealthLine } from '../../shared/store/doctor.ts'

/** What stands for each finding on the command line: what is, and where something is to be done, what. */
const sentences: Readonly<Record<HealthFinding, (line: HealthLine) => string>> = {
  'place-good': () => 'The folder of the record can be written.',
  'place-per-user': () => 'Only this account of the PC can use the record: other shifts would start an empty one. Name a common folder with --store or COFFERDAM_STORE.',
  'place-missing': () => 'The folder of the record is not there. Check --store, COFFERDAM_STORE and the drive.',
  'place-read-only': () => 'The folder of the record cannot be written. Give this account the right to write there.',
  'store-there': () => 'The record is there.',
  'store-none': () => 'There is no record in this place.',
  'store-gone': () => 'The keys are there and the record itself is gone. Restore the last backup: cofferdam restore.',
  'permissions-good': () => 'Only those whom the folder is meant for can read its files.',
  'permissions-readable': ({ count }) => `Every account of the PC can read ${files(count)} of the record. They are encrypted; take the right away all the same.`,
  'permissions-writable': ({ count }) => `Every account of the PC can change or delete ${files(count)} of the record. Take the right to write away from others.`,
  'lock-free': () => 'No other program has the record open.',
  'lock-held': () => 'Another Cofferdam has the record open. Close it to have the record itself checked.',
  'lock-damaged': () => 'The lock file is damaged. Nothing is lost: the next start makes a new one.',
  'keyring-good': ({ count }) => `Both copies of the keys are whole (generation ${String(count ?? '-')}).`,
  'keyring-one-copy': () => 'One of the two copies of the keys is missing, damaged or older. The next opening mends it; open the record once.',
  'keyring-missing': () => 'The keys to the record are missing. Put the keyring of a backup back: cofferdam restore.',
  'keyring-damaged': () => 'Both copies of the keys are damaged. Put the keyring of a backup back: cofferdam restore.',
  'keyring-newer': () => 'A newer version of Cofferdam wrote this record. Install that version; nothing was touched.',
  'record-whole': ({ count }) => `File, chain of ${String(count ?? 0)} events, anchors and content are whole.`,
  'record-not-checked': () => 'The record itself was not checked: that needs a passphrase. Ask again with --check.',
  'record-file-damaged': () => 'The file of the record is damaged. Read what is reachable with --rescue, then restore the last backup: cofferdam restore. Keep the damaged file.',
  'record-rows': ({ count, name }) => `Events were changed, beginning with row ${String(count ?? '-')} (${name ?? '-'}). Somebody had the key: keep a copy of the folder and compare heads that left this PC.`,
  'record-cut': ({ count, name }) => `The record ends before, or differs from, a point that was noted outside of it, row ${String(count ?? '-')} (${name ?? '-'}). Keep a copy of the folder and look for the newer record.`,
  'record-differs': ({ count }) => `The tables say something else than the events that wrote them (row ${String(count ?? '-')}). Somebody had the key: keep a copy of the folder and restore a backup from before.`,
  'record-log-damaged': ({ count }) => `After a run that was cut off, confirmed changes could not be read any more (told in row ${String(count ?? '-')}). Compare with your notes, enter again what is missing, and say so under Settings, Record.`,
  'end-orderly': () => 'The last run ended in order.',
  'end-cut-off': () => 'The last run did not end in order. The next opening checks the whole file and goes on.',
  'aside-none': () => 'Nothing was put aside.',
  'aside-some': ({ count }) => `${files(count)} were put aside after damage or a restore. Move them to a safe place once nobody needs them here.`,
  'backup-good': ({ name }) => `The last backup ${name ?? ''} is as it was verified.`,
  'backup-none': () => 'There is no backup on this PC. Make one: cofferdam backup, and one to a stick.',
  'backup-old': ({ name }) => `The last backup ${name ?? ''} is more than four days old. Make one: cofferdam backup.`,
  'backup-changed': ({ count, name }) =>
    name === null ? 'No backup is as it was verified any more: the disk may be failing. Make one to a stick at once: cofferdam backup.' : `${files(count)} among the newest backups changed since they were verified: the disk may be failing. The last good one is ${name}.`,
  'space-ample': ({ freeBytes }) => `There is room on the disk (${megabytes(freeBytes)} MB).`,
  'space-low': ({ freeBytes }) => `The disk of the record is filling up (${megabytes(freeBytes)} MB free). Have room made within a day.`,
  'space-short': ({ freeBytes }) => `The disk of the record is nearly full (${megabytes(freeBytes)} MB free). Make room now: attachments and backups are refused.`,
  'space-unknown': () => 'The system does not say how much room is left on the disk.',
  'clock-good': () => 'The clock of this PC is not behind what was noted before.',
  'clock-behind': ({ at }) => `The clock of this PC is behind: the record was in use at ${at === null ? '-' : new Date(at).toISOString()}. Set it, and state the time in the record.`,
  'clock-unknown': () => 'Nothing tells whether the clock of this PC is right: compare it with a watch.',
}

/** The sentence of a line. */
export function doctorSentence(line: HealthLine): string {
  return sentences[line.finding](line)
}

function files(count: number | null): string {
  return count === 1 ? '1 file' : `${String(count ?? 0)} files`
}

function megabytes(bytes: number | null): string {
  return String(Math.floor((bytes ?? 0) / 1_000_000))
}
