import type { UpdateVerdict } from '../../shared/update/judge-update.ts'

/** What a verdict means, one sentence each. */
export const updateSentences: Readonly<Record<UpdateVerdict, string>> = {
  genuine: 'The update is from the maker and unchanged.',
  'no-maker': "This build trusts no maker's key, so no update can be verified with it. Give the maker's public key with --maker FILE.",
  incomplete: 'A file of the update is missing, is not a plain file or is too large: update.json, SHA256SUMS and SHA256SUMS.sig are needed.',
  'signature-invalid': 'The list of files or its signature was changed, or it is no signature.',
  'wrong-key': 'The update was signed by another key than the one of the maker.',
  'wrong-purpose': 'The signature was made for something else than an update.',
  malformed: 'The update is signed but is not put together as this version expects.',
  'not-newer': 'The update is not newer than the version that runs.',
  'not-for-this-pc': 'The update holds no file for this kind of PC.',
  'record-too-old': 'The update cannot bring a record of this version up to date; an update in between is needed.',
  'record-too-new': 'The update would write an older form of the record than the one that this version writes.',
  'file-missing': 'A file that the update lists is missing.',
  'file-changed': 'A file of the update was changed.',
}
