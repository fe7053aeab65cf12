/**
 * Classes and entries of the Reference Security Incident Taxonomy, version 1003 (ENISA, CC0-1.0).
 * The shipped catalogue with the original names and its notice is assets/catalogues/rsit.json; a test holds the two equal.
 */
export const rsitEntries = {
  'abusive-content': ['spam', 'harmful-speech', 'violence'],
  'malicious-code': ['infected-system', 'c2-server', 'malware-distribution', 'malware-configuration'],
  'information-gathering': ['scanner', 'sniffing', 'social-engineering'],
  'intrusion-attempts': ['ids-alert', 'brute-force', 'exploit'],
  intrusions: [
    'privileged-account-compromise',
    'unprivileged-account-compromise',
    'application-compromise',
    'system-compromise',
    'burglary',
  ],
  availability: ['dos', 'ddos', 'misconfiguration', 'sabotage', 'outage'],
  'information-content-security': [
    'unauthorised-information-access',
    'unauthorised-information-modification',
    'data-loss',
    'data-leak',
  ],
  fraud: ['unauthorised-use-of-resources', 'copyright', 'masquerade', 'phishing'],
  vulnerable: [
    'weak-crypto',
    'ddos-amplifier',
    'potentially-unwanted-accessible',
    'information-disclosure',
    'vulnerable-system',
  ],
  other: ['other', 'undetermined'],
  test: ['test'],
} as const

/** A class of the taxonomy. */
export type RsitClass = keyof typeof rsitEntries
/** An entry of any class. */
export type RsitEntry = (typeof rsitEntries)[RsitClass][number]

/** All classes, in the order of the taxonomy. */
export const rsitClasses = Object.keys(rsitEntries) as RsitClass[]
/** All entries, in the order of the taxonomy. */
export const rsitAllEntries = Object.values(rsitEntries).flat() as RsitEntry[]

/** Whether an entry belongs to a class. */
export function isEntryOf(rsitClass: RsitClass, entry: RsitEntry): boolean {
  return (rsitEntries[rsitClass] as readonly RsitEntry[]).includes(entry)
}
