import type { ChangeName, JobName, ReadName } from './procedures.ts'

/** Procedures that only look at something: calling them as a change makes nothing out of date. */
type LookName =
  | 'store.status'
  | 'space.look'
  | 'store.underway'
  | 'store.stopUnderway'
  | 'store.openers'
  | 'places.list'
  | 'backups.found'
  | 'backups.state'
  | 'backups.list'
  | 'updates.state'
  | 'updates.found'
  | 'jobs.get'
  | 'people.active'
  | 'jobs.cancel'
  | 'files.begin'
  | 'files.append'
  | 'files.finish'
  | 'files.info'
  | 'files.read'
  | 'files.drop'
  | 'reports.file'
  | 'keyChange.look'
  | 'keyExchange.look'

/** `everything`: the record was opened or changed as a whole. `clear`: it was closed, so nothing of it may stay in the window. */
export type Effect = readonly ReadName[] | 'everything' | 'clear'

const incident: readonly ReadName[] = [
  'incidents.list',
  'incidents.get',
  'approvals.tasks',
  'approvals.list',
  'deadlines.bar',
  'reports.form',
  'reports.preview',
  'reports.phoneSheet',
  'audit.head',
]
const register: readonly ReadName[] = ['assets.list', 'zones.list', 'services.list', 'sites.list', 'incidents.get', 'reports.form', 'reports.preview', 'audit.head']
const entity: readonly ReadName[] = ['entity.get', 'recipients.list', 'setup.open', 'reports.form', 'reports.preview', 'audit.head']
const people: readonly ReadName[] = ['accounts.list', 'store.openers', 'people.list', 'people.present', 'store.status', 'keys.card', 'keys.list', 'keyExchange.state', 'approvals.tasks', 'approvals.list', 'audit.head']
const keys: readonly ReadName[] = ['keys.list', 'keyExchange.state', 'keys.card', 'keys.anchor', 'audit.head']
const clock: readonly ReadName[] = ['clock.events', 'deadlines.bar', 'incidents.list', 'incidents.get', 'audit.head']
const transfer: readonly ReadName[] = ['transfers.list', 'places.list', 'audit.head']

/** Which answers each change may put out of date. Complete by type: a new command does not compile until it is entered here. */
export const effects: Readonly<Record<Exclude<ChangeName, LookName> | JobName, Effect>> = {
  'store.create': 'everything',
  'store.open': 'everything',
  'store.recover': 'everything',
  'store.restore': 'everything',
  'store.renewRecoveryKey': ['setup.open', 'audit.head'],
  'store.rekey': ['setup.open', 'store.openers', 'backups.list', 'backups.state', 'audit.list', 'audit.head'],
  'store.close': 'clear',
  'setup.done': ['setup.open', 'audit.head'],
  'entity.save': [...entity, 'keys.card'],
  'recipients.save': entity,
  'recipients.remove': entity,
  'sites.save': [...register, 'setup.open', 'deadlines.bar', 'incidents.list', 'keys.card', 'keys.list', 'keyExchange.state'],
  'services.save': register,
  'services.remove': register,
  'assets.save': register,
  'assets.remove': register,
  'zones.save': register,
  'zones.remove': register,
  'accounts.add': people,
  'accounts.change': people,
  'accounts.end': people,
  'accounts.resetPassphrase': people,
  'keys.replaceSite': keys,
  'keys.revoke': keys,
  'keys.replaceEntity': keys,
  'plantCertificate.take': ['plantCertificate.show', 'audit.head'],
  'plantCertificate.remove': ['plantCertificate.show', 'audit.head'],
  'keys.carryList': transfer,
  'keyExchange.ask': keys,
  'keyExchange.certify': keys,
  'keyExchange.take': keys,
  'keyExchange.carry': transfer,
  'keyChange.accept': ['audit.head'],
  'keyChange.learn': ['audit.head'],
  'access.save': ['access.get', 'store.status', 'audit.head'],
  'people.signIn': 'everything',
  'people.switch': 'everything',
  'people.lock': 'clear',
  'people.confirm': 'everything',
  'people.setPin': ['people.present', 'audit.head'],
  'people.changePassphrase': 'everything',
  'chronology.claim': incident,
  'people.saveSelf': ['people.list', 'store.status', 'incidents.get', 'reports.form', 'reports.preview', 'audit.head'],
  'preferences.save': ['preferences.get'],
  'incidents.record': incident,
  'incidents.rename': incident,
  'incidents.decide': incident,
  'incidents.answer': incident,
  'incidents.close': incident,
  'statements.record': incident,
  'chronology.add': incident,
  'chronology.correct': incident,
  'affected.set': incident,
  'attachments.add': incident,
  'clock.stateTime': clock,
  'clock.confirmTime': clock,
  'clock.setLimit': clock,
  'timeSources.save': ['timeSources.list', 'audit.head'],
  'timeSources.remove': ['timeSources.list', 'audit.head'],
  // The form itself is being typed in: reading it back would fight with the person.
  'reports.saveDraft': ['reports.preview', 'reports.phoneSheet'],
  'reports.discardDraft': incident,
  'reports.release': [...incident, 'reports.released', 'transfers.list', 'keys.list'],
  'submissions.record': incident,
  'submissions.acknowledge': incident,
  'evidence.release': [...incident, 'reports.released', 'transfers.list', 'keys.list'],
  'transfers.export': transfer,
  'transfers.check': transfer,
  'packages.verify': transfer,
  'backups.make': [...transfer, 'backups.list', 'backups.state'],
  'updates.take': ['updates.state', 'backups.list', 'backups.state', 'audit.list', 'audit.head'],
  'backups.remove': ['backups.list', 'backups.state', 'audit.head'],
  'backups.removeEarlier': ['store.openers', 'backups.list', 'backups.state', 'audit.head'],
  'audit.check': ['audit.list', 'audit.head'],
  'record.health': ['audit.list', 'audit.head'],
  'record.rescue': ['audit.list', 'audit.head'],
  'record.settle': ['audit.list', 'audit.head'],
  'audit.compare': ['audit.list', 'audit.head'],
  'audit.person': ['audit.list', 'audit.head'],
  'audit.release': ['audit.releases', 'keys.list', 'audit.list', 'audit.head'],
  'retention.decide': ['retention.get', 'retention.items', 'audit.list', 'audit.head'],
  'retention.erase': 'everything',
  'approvals.give': incident,
  'approvals.beside': incident,
  'approvals.disclose': ['approvals.policy', 'approvals.list', 'audit.list', 'audit.head'],
  'approvals.decide': ['approvals.policy', 'approvals.list', 'audit.list', 'audit.head'],
}
