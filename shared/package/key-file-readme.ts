/** What README.txt of a key file tells. */
export interface KeyFileFacts {
  readonly entity: string
  /** Of the list of keys. */
  readonly number: number
  readonly changes: readonly { readonly path: string; readonly from: string; readonly to: string }[]
  /** The line that holds now. */
  readonly anchor: string
}

/** README.txt of a key file, in German and English. Not part of the proof. */
export function keyFileReadme(facts: KeyFileFacts): string {
  return `${german(facts)}\n${'='.repeat(78)}\n\n${english(facts)}`
}

const listCommand = '  ssh-keygen -Y check-novalidate -n cofferdam-keys -s keys/keys.json.sig < keys/keys.json'

function changeCommands({ path }: KeyFileFacts['changes'][number]): string {
  return ['old', 'new'].map((which) => `  ssh-keygen -Y check-novalidate -n cofferdam-key-change -s ${path}.${which}.sig < ${path}`).join('\n')
}

function german({ entity, number, changes, anchor }: KeyFileFacts): string {
  const change = changes.at(-1)
  return `SCHLÜSSELLISTE EINES ABSENDERS

Unternehmen ${entity}, Liste ${String(number)}

Sie sagt, welche Schlüssel gelten und welche widerrufen sind. In Cofferdam: Ein- und
Ausgang, "Schlüssel eines Absenders". Ohne Cofferdam muss dieser Befehl den
Fingerabdruck nennen, der auf der Schlüsselkarte des Unternehmens steht:

${listCommand}
${change === undefined ? '' : `
DER SCHLÜSSEL DES UNTERNEHMENS WURDE ERSETZT
alt  ${change.from}
neu  ${change.to}

Der erste Befehl muss den Fingerabdruck auf Ihrer alten Schlüsselkarte nennen, der
zweite den neuen. Rufen Sie das Unternehmen an und vergleichen Sie den neuen.

${changeCommands(change)}

Danach gilt diese Zeile; die alte bleibt für ältere Dateien:
${anchor}
`}`
}

function english({ entity, number, changes, anchor }: KeyFileFacts): string {
  const change = changes.at(-1)
  return `LIST OF KEYS OF A SENDER

Entity ${entity}, list ${String(number)}

It says which keys are good and which are revoked. In Cofferdam: In and out, "Keys of
a sender". Without Cofferdam this command must print the fingerprint that stands on
the entity's key card:

${listCommand}
${change === undefined ? '' : `
THE KEY OF THE ENTITY WAS REPLACED
old  ${change.from}
new  ${change.to}

The first command must print the fingerprint on your old key card, the second the
new one. Call the entity and compare the new one.

${changeCommands(change)}

From then on this line holds; keep the old one for older files:
${anchor}
`}`
}
