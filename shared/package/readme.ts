import type { KnownContent, Manifest } from './manifest.ts'

/** What README.txt tells: names, and the commands with this package's own principal filled in. */
export interface ReadmeFacts {
  /** Package name without extension. */
  readonly name: string
  readonly manifest: Manifest
  readonly siteFingerprint: string
  readonly entityFingerprint: string
}

/**
 * Text of README.txt: what the file is and how to check it, in the report's language and in English (once, when that is English).
 * UTF-8 with LF. It is not part of the proof: a reader who was given a false package was given a false README too, which is why
 * it sends the reader to the key card.
 */
export function readmeText(facts: ReadmeFacts): string {
  const { language } = facts.manifest
  const parts = language === 'de' ? [german(facts), english(facts)] : [english(facts)]
  return parts.join(`\n${'='.repeat(78)}\n\n`)
}

function commands({ manifest }: ReadmeFacts) {
  const verify = `ssh-keygen -Y verify -f anchor -I ${manifest.signer} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS`
  return {
    linux: `  ${verify} \\\n    && sha256sum --strict -c SHA256SUMS`,
    mac: `  ${verify} \\\n    && shasum -a 256 --strict -c SHA256SUMS`,
    windows: `  ${verify}\n  powershell -NoProfile -Command "Get-Content SHA256SUMS | ForEach-Object { $h,$f = $_ -split '  ',2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) { 'BAD ' + $f } }"`,
    bare: '  ssh-keygen -Y check-novalidate -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS',
    sums: '  certutil -hashfile report.pdf SHA256',
  }
}

const files: Readonly<Record<KnownContent, string>> = {
  report: 'report.pdf, report.html, report.json',
  evidence: 'evidence.json, attachments/',
  audit: 'audit.jsonl',
}

/** The file whose sum is compared by hand where no signature can be checked. */
const handFile: Readonly<Record<KnownContent, string>> = { report: 'report.pdf', evidence: 'evidence.json', audit: 'audit.jsonl' }

function english(facts: ReadmeFacts): string {
  const { manifest, name, siteFingerprint, entityFingerprint } = facts
  const run = commands(facts)
  const kind = { real: '', exercise: 'EXERCISE - this is not a real incident.\n\n', demo: 'DEMONSTRATION - this is not a real incident.\n\n' }[manifest.kind]
  const what = { report: 'A signed incident report', evidence: 'Signed evidence to an incident', audit: 'A signed extract of the record of events' }[manifest.content]
  const about = manifest.content === 'audit' ? `extract ${manifest.incident.number}` : `incident ${manifest.incident.number}, ${stageWords.en[manifest.stage] ?? manifest.stage}, version ${manifest.version}`
  const sums = run.sums.replace('report.pdf', handFile[manifest.content])
  return `${kind}${what}: ${name}

From     ${nameOf(manifest.entity.name, manifest.entity.code)}
Site     ${nameOf(manifest.site.name, manifest.site.code)}
About    ${about}
To       ${manifest.recipient.name}
Content  ${files[manifest.content]}

HOW TO CHECK IT

You need the sender's key card (one line that begins with *@${manifest.entity.code}). It must
have reached you some other way, never with this file. Save that line as a
file named "anchor" in this folder, next to SHA256SUMS. Then run, in this folder:

Linux
${run.linux}

macOS
${run.mac}

Windows 10 and 11: in cmd (Command Prompt), not in PowerShell
${run.windows}

Good: the first command prints
  Good "cofferdam-package" signature for ${manifest.signer}
and sha256sum prints OK for every file (the Windows command prints nothing).
Anything else: do not trust this file; call the sender.

The first command needs OpenSSH 8.1 or later (ssh -V prints the version). An older
Windows has none: use another PC, or Cofferdam itself (screen "In and out"). There
you can only compare single sums with the line in SHA256SUMS:
${sums}
Sums alone prove no origin: anybody can make them.

Without the anchor this command shows only which key signed:
${run.bare}
Compare what it prints with the key card:
  key of the site    ${siteFingerprint}
  key of the entity  ${entityFingerprint}
The files in keys/ are copies for convenience. They prove nothing by themselves.
Only files that SHA256SUMS lists are covered: ignore any other in this folder. On
Windows, look at the sums only if the first command said Good.
The loose .pdf beside the zip is report.pdf again, for portals that take one file:
rely on the one inside. The .zip.sig beside it is a signature over the whole zip.
`
}

function german(facts: ReadmeFacts): string {
  const { manifest, name, siteFingerprint, entityFingerprint } = facts
  const run = commands(facts)
  const kind = { real: '', exercise: 'ÜBUNG - dies ist kein echter Vorfall.\n\n', demo: 'VORFÜHRUNG - dies ist kein echter Vorfall.\n\n' }[manifest.kind]
  const what = { report: 'Eine signierte Vorfallmeldung', evidence: 'Signierte Belege zu einem Vorfall', audit: 'Ein signierter Auszug aus dem Protokoll' }[manifest.content]
  const about = manifest.content === 'audit' ? `Auszug ${manifest.incident.number}` : `Vorfall ${manifest.incident.number}, ${stageWords.de[manifest.stage] ?? manifest.stage}, Version ${manifest.version}`
  const sums = run.sums.replace('report.pdf', handFile[manifest.content])
  return `${kind}${what}: ${name}

Von      ${nameOf(manifest.entity.name, manifest.entity.code)}
Standort ${nameOf(manifest.site.name, manifest.site.code)}
Betrifft ${about}
An       ${manifest.recipient.name}
Inhalt   ${files[manifest.content]}

SO WIRD GEPRÜFT

Sie brauchen die Schlüsselkarte des Absenders (eine Zeile, die mit
*@${manifest.entity.code} beginnt). Sie muss auf anderem Weg zu Ihnen gekommen sein, nie
mit dieser Datei. Speichern Sie die Zeile als Datei "anchor" in diesem Ordner,
neben SHA256SUMS. Dann in diesem Ordner:

Linux
${run.linux}

macOS
${run.mac}

Windows 10 und 11: in cmd (Eingabeaufforderung), nicht in PowerShell
${run.windows}

Gut: Der erste Befehl meldet
  Good "cofferdam-package" signature for ${manifest.signer}
und sha256sum meldet OK für jede Datei (der Windows-Befehl meldet nichts).
Alles andere: der Datei nicht trauen und den Absender anrufen.
Geprüft sind nur die Dateien, die in SHA256SUMS stehen: jede andere in diesem
Ordner nicht beachten. Unter Windows die Summen nur ansehen, wenn der erste Befehl
Good gemeldet hat. Die einzelne .pdf neben der zip-Datei ist noch einmal report.pdf,
für Portale, die nur eine Datei nehmen: verlässlich ist die in der zip-Datei. Die
.zip.sig daneben ist eine Signatur über die ganze zip-Datei.

Der erste Befehl braucht OpenSSH 8.1 oder neuer (ssh -V zeigt die Version). Ein
älteres Windows hat das nicht: anderen PC nehmen oder Cofferdam selbst (Ansicht
"Ausgang und Eingang"). Dort lassen sich nur einzelne Summen mit der Zeile in
SHA256SUMS vergleichen:
${sums}
Summen allein beweisen keine Herkunft: jeder kann sie erzeugen.

Ohne die Zeile der Schlüsselkarte zeigt dieser Befehl nur, welcher Schlüssel
signiert hat:
${run.bare}
Vergleichen Sie die Ausgabe mit der Schlüsselkarte:
  Schlüssel des Standorts   ${siteFingerprint}
  Schlüssel der Einrichtung ${entityFingerprint}
Die Dateien in keys/ sind Kopien zur Bequemlichkeit. Für sich beweisen sie nichts.
`
}

/** Stages of country rules that are not listed are named by their slug. */
const stageWords: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = {
  en: { 'early-warning': 'early warning', notification: 'incident notification', intermediate: 'intermediate report', progress: 'progress report', final: 'final report', evidence: 'evidence' },
  de: { 'early-warning': 'Frühwarnung', notification: 'Vorfallmeldung', intermediate: 'Zwischenbericht', progress: 'Fortschrittsbericht', final: 'Abschlussbericht', evidence: 'Belege' },
}

function nameOf(name: string, code: string): string {
  return name === '' ? code : `${name} (${code})`
}
