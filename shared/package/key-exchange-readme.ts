/** What README.txt of a request tells. */
export interface RequestFacts {
  readonly entity: { readonly code: string; readonly name: string }
  readonly sites: readonly { readonly code: string; readonly name: string }[]
}

/** What README.txt of an answer tells. */
export interface CertificateFacts {
  readonly entity: string
  /** Number of the list of keys. */
  readonly list: number
  readonly certified: readonly { readonly principal: string }[]
  readonly by: { readonly name: string }
}

const rule = '='.repeat(78)

function possession({ sites }: Pick<RequestFacts, 'sites'>): string {
  return sites.map(({ code }) => `  ssh-keygen -Y check-novalidate -n cofferdam-key-request -s request.json.${code}.sig < request.json`).join('\n')
}

/** README.txt of a request, in German and English. Not part of the proof. */
export function requestReadme(request: RequestFacts): string {
  const sites = request.sites.map(({ name, code }) => `${name} (${code})`).join(', ')
  return `ANTRAG AUF EIN ZERTIFIKAT

Unternehmen ${request.entity.name} (${request.entity.code}), Standorte: ${sites}

Für die Zentrale, die den Schlüssel des Unternehmens verwahrt. In Cofferdam:
Einstellungen, Schlüssel, "Antrag eines Standorts". Rufen Sie den Standort an und
vergleichen Sie den Fingerabdruck. Ohne Cofferdam zeigen ihn diese Befehle:

${possession(request)}

${rule}

REQUEST FOR A CERTIFICATE

Entity ${request.entity.name} (${request.entity.code}), sites: ${sites}

For the head office that keeps the entity's key. In Cofferdam: Settings, Keys,
"A site's request". Call the site and compare the fingerprint. Without Cofferdam
these commands show it:

${possession(request)}
`
}

/** README.txt of an answer, in German and English. Not part of the proof. */
export function certificateReadme(answer: CertificateFacts): string {
  const commands = [
    '  ssh-keygen -Y check-novalidate -n cofferdam-key-certificate -s certificate.json.sig < certificate.json',
    '  ssh-keygen -Y check-novalidate -n cofferdam-keys -s keys/keys.json.sig < keys/keys.json',
    ...answer.certified.filter(({ principal }) => !principal.startsWith('p-')).map(({ principal }) => `  ssh-keygen -L -f keys/${principal.slice(0, principal.indexOf('@'))}.pub`),
  ].join('\n')
  return `ZERTIFIKAT EINES STANDORTS

Unternehmen ${answer.entity}, Schlüsselliste ${String(answer.list)}, von ${answer.by.name}

Für den Standort, der darum gebeten hat. In Cofferdam: Einstellungen, Schlüssel,
"Antwort der Zentrale". Ohne Cofferdam nennen die ersten beiden Befehle den
Fingerabdruck der Zentrale, der dritte zeigt das Zertifikat:

${commands}

${rule}

CERTIFICATE OF A SITE

Entity ${answer.entity}, list of keys ${String(answer.list)}, by ${answer.by.name}

For the site that asked for it. In Cofferdam: Settings, Keys, "Answer of the head
office". Without Cofferdam the first two commands print the head office's
fingerprint, the third shows the certificate:

${commands}
`
}
