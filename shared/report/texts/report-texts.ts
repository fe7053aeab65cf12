import type { AssetKind } from '../../asset/asset.ts'
import type { RecipientKind } from '../../entity/entity.ts'
import type {
  ChoiceOf,
  ChoiceSetId,
  ReportingCountry,
  actionEffects,
  actionStates,
  confidences,
  indicatorTypes,
  serviceStates,
} from '../choices.ts'
import type { SectionId } from '../disclosure.ts'
import type { ReportedAnchor } from '../facts.ts'
import type { BlockId, Requirement, Unit } from '../field-definition.ts'
import type { FieldId } from '../field.ts'
import type { ReportJson } from '../report-json.ts'
import type { WarningCode } from '../review-warnings.ts'
import type { RsitClass, RsitEntry } from '../rsit.ts'
import type { Stage } from '../stage.ts'
import type { SubmissionChannel } from '../submission.ts'
import type { TlpLabel } from '../tlp.ts'

type Words<K extends string> = Readonly<Record<K, string>>

/**
 * Every word of reports and printed sheets in one language; also the `report` texts of the screens.
 * `{{name}}` is replaced by a value. A missing word does not compile.
 */
export interface ReportTexts {
  readonly fields: Readonly<Record<FieldId, { readonly label: string; readonly help: string }>>
  readonly blocks: Words<BlockId>
  readonly sections: Words<SectionId>
  readonly stages: Words<Stage>
  readonly requirements: Words<Requirement>
  readonly answers: Words<'yes' | 'no' | 'unknown'>
  readonly values: Words<'unknown' | 'none' | 'not-yet' | 'notStated' | 'estimated' | 'counted' | 'open' | 'unnamed'>
  readonly units: Words<Unit>
  readonly choices: { readonly [S in ChoiceSetId]: Words<ChoiceOf<S>> }
  readonly serviceStates: Words<(typeof serviceStates)[number]>
  readonly actionStates: Words<(typeof actionStates)[number]>
  readonly actionEffects: Words<(typeof actionEffects)[number]>
  readonly indicatorTypes: Words<(typeof indicatorTypes)[number]>
  readonly confidences: Words<(typeof confidences)[number]>
  readonly countries: Words<ReportingCountry>
  readonly rsitClasses: Words<RsitClass>
  readonly rsitEntries: Words<RsitEntry>
  readonly assetKinds: Words<AssetKind>
  readonly columns: Words<
    | 'service'
    | 'peopleSupplied'
    | 'state'
    | 'note'
    | 'asset'
    | 'kind'
    | 'zone'
    | 'trace'
    | 'seen'
    | 'confidence'
    | 'action'
    | 'when'
    | 'effect'
    | 'what'
    | 'time'
    | 'basis'
    | 'report'
    | 'due'
    | 'rule'
    | 'handedIn'
    | 'channel'
    | 'reference'
    | 'source'
    | 'field'
    | 'before'
    | 'after'
  >
  readonly anchors: Words<ReportedAnchor>
  readonly channels: Words<SubmissionChannel>
  readonly recipientKinds: Words<RecipientKind>
  readonly entityClasses: Words<'essential' | 'important' | 'unknown'>
  readonly notificationKinds: Words<'mandatory' | 'voluntary-incident' | 'cyber-threat' | 'near-miss'>
  readonly significances: Words<'undecided' | 'yes' | 'no'>
  readonly clockStates: Words<ReportJson['clock']>
  readonly tlp: Words<TlpLabel>
  readonly marks: Readonly<
    Record<'exercise' | 'demo' | 'training' | 'draft', { readonly word: string; readonly sentence: string }>
  >
  readonly months: readonly [string, string, string, string, string, string, string, string, string, string, string, string]
  readonly sheet: Words<
    | 'title'
    | 'subtitle'
    | 'version'
    | 'pageOf'
    | 'incident'
    | 'incidentTitle'
    | 'stage'
    | 'recipient'
    | 'law'
    | 'sharing'
    | 'sequence'
    | 'released'
    | 'ourReference'
    | 'theirReference'
    | 'notificationKind'
    | 'significance'
    | 'countryRules'
    | 'clock'
    | 'language'
    | 'languageName'
    | 'entityName'
    | 'registrationNumber'
    | 'notRegistered'
    | 'country'
    | 'countryNotStated'
    | 'address'
    | 'sector'
    | 'entityClass'
    | 'memberStates'
    | 'entityCode'
    | 'site'
    | 'siteCode'
    | 'siteAddress'
    | 'timeZone'
    | 'notifier'
    | 'contact'
    | 'sameAsNotifier'
    | 'deputising'
    | 'function'
    | 'phone'
    | 'email'
    | 'availability'
    | 'nobodyStated'
    | 'stated'
    | 'statedBy'
    | 'superseded'
    | 'claimed'
    | 'deadlines'
    | 'provisional'
    | 'dueNow'
    | 'formerDue'
    | 'claimedDue'
    | 'submitted'
    | 'notSubmitted'
    | 'late'
    | 'earlierReports'
    | 'affectedZones'
    | 'chronology'
    | 'chronologyHelp'
    | 'readingShown'
    | 'readingUnsure'
    | 'readingUnchecked'
    | 'findingOut'
    | 'correction'
    | 'correctionOf'
    | 'correctionReason'
    | 'correctionNone'
    | 'withheld'
    | 'requiredBy'
    | 'verification'
    | 'verificationText'
    | 'verificationEntityLine'
    | 'verificationCommand'
    | 'verificationSigner'
    | 'verificationPackage'
    | 'verificationLine'
    | 'embedded'
    | 'utc'
  >
  readonly review: Words<'missing' | 'asked' | 'open' | 'not-known' | 'not-known-and-nobody-asks' | WarningCode>
  readonly phone: Words<
    | 'title'
    | 'howTo'
    | 'entity'
    | 'entityUnregistered'
    | 'caller'
    | 'callerUnknown'
    | 'purpose'
    | 'aware'
    | 'awareNot'
    | 'what'
    | 'whatOpen'
    | 'malicious'
    | 'crossBorder'
    | 'crossBorderStates'
    | 'supply'
    | 'supplyOpen'
    | 'people'
    | 'help'
    | 'next'
    | 'nextDue'
    | 'code'
    | 'codeHelp'
    | 'spokenTo'
    | 'spokenAt'
    | 'reference'
    | 'readBack'
    | 'keep'
  >
  readonly keyCard: Words<
    | 'title'
    | 'titleOf'
    | 'purpose'
    | 'entity'
    | 'issued'
    | 'entityLine'
    | 'entityLineHelp'
    | 'fingerprint'
    | 'entityFingerprint'
    | 'continues'
    | 'siteFingerprints'
    | 'site'
    | 'principal'
    | 'qrHolds'
    | 'check'
    | 'checkHelp'
    | 'compare'
    | 'compareStep1'
    | 'compareStep2'
    | 'compareStep3'
    | 'handedBy'
    | 'handedTo'
    | 'date'
    | 'keep'
  >
  readonly keyCeremony: Words<'title' | 'titleOf' | 'purpose' | 'made' | 'printed' | 'place' | 'list' | 'what' | 'continues' | 'present' | 'presentHelp' | 'personOne' | 'personTwo' | 'signature' | 'keep'>
  readonly recovery: Words<
    | 'title'
    | 'secret'
    | 'secretText'
    | 'entity'
    | 'site'
    | 'record'
    | 'made'
    | 'recoveryKey'
    | 'recoveryKeyHelp'
    | 'qrHolds'
    | 'use'
    | 'useStep1'
    | 'useStep2'
    | 'useStep3'
    | 'store'
    | 'storeStep1'
    | 'storeStep2'
    | 'storeStep3'
    | 'checked'
    | 'checkedBy'
    | 'place'
    | 'date'
    | 'keep'
  >
}
