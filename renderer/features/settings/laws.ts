import type { RecipientKind } from '../../../shared/entity/entity.ts'

/** Laws under which something is reported, as short words; `agreement` where no law asks for it. */
export const laws = ['nis2', 'cer', 'gdpr', 'agreement', 'other'] as const
/** One law of the list. */
export type Law = (typeof laws)[number]

/** Law that a kind of contact usually has. */
export function lawOf(kind: RecipientKind): Law {
  return kind === 'authority' || kind === 'csirt' ? 'nis2' : 'agreement'
}
