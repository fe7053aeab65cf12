import type { KeyChange } from './key-change.ts'

/** README.txt of a key change file, in German and English. Not part of the proof. */
export function keyChangeReadme({ entity, number, from, to }: KeyChange, path: string, anchor: string): string {
  const old = `  ssh-keygen -Y check-novalidate -n cofferdam-key-change -s ${path}.old.sig < ${path}`
  const next = `  ssh-keygen -Y check-novalidate -n cofferdam-key-change -s ${path}.new.sig < ${path}`
  return `DER SCHLÜSSEL EINES ABSENDERS WURDE ERSETZT

Unternehmen ${entity}, Wechsel ${String(number)}
alter Schlüssel  ${from}
neuer Schlüssel  ${to}

In Cofferdam: Eingang und Ausgang, "Neuer Schlüssel eines Absenders". Ohne Cofferdam:
Der erste Befehl muss den Fingerabdruck nennen, der auf Ihrer Schlüsselkarte steht,
der zweite den neuen. Rufen Sie das Unternehmen an und vergleichen Sie den neuen.

${old}
${next}

Danach gilt diese Zeile; die alte bleibt für ältere Dateien:
${anchor}

${'='.repeat(78)}

THE KEY OF A SENDER WAS REPLACED

Entity ${entity}, change ${String(number)}
old key  ${from}
new key  ${to}

In Cofferdam: In and out, "New key of a sender". Without Cofferdam: the first
command must print the fingerprint on your key card, the second the new one.
Call the entity and compare the new one.

${old}
${next}

From then on this line holds; keep the old one for older files:
${anchor}
`
}
