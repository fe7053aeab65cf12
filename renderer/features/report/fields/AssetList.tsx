import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { assetKinds, type Asset } from '../../../../shared/asset/asset.ts'
import { noneValue, unknownValue, type AssetItem } from '../../../../shared/report/value.ts'
import { useQuery } from '../../../api/hooks.ts'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { FromRegister } from './FromRegister.tsx'
import { RowList } from './RowList.tsx'

/** Systems that were hit, from the register or by name. */
export function AssetList({ field, texts, value, onChange, context }: FieldProps<'assets'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const { value: register } = useQuery('assets.list', { site: context.site })
  const { value: network } = useQuery('zones.list', { site: context.site })
  const zones = network?.zones ?? []
  const zoneOf = (asset: Asset): string | null => zones.find((zone) => zone.id === asset.networkZone)?.name ?? null
  const items = Array.isArray(value) ? value : []
  const free = (register?.assets ?? []).filter((asset) => !items.some((item) => item.name === asset.name))
  return (
    <RowList<AssetItem, typeof unknownValue | typeof noneValue>
      texts={texts}
      value={value}
      onChange={onChange}
      instead={[noneValue, unknownValue]}
      addLabel={t('assets.add')}
      make={() => ({ name: '', kind: 'other', zone: null, note: '' })}
      rowName={(item, index) => (item.name === '' ? t('assets.row', { number: index + 1 }) : item.name)}
      most={field.maxItems ?? 200}
      adder={
        <FromRegister
          label={t('assets.fromRegister')}
          choices={free.map((asset) => ({ id: asset.id, name: asset.name, detail: [words.assetKinds[asset.kind], zoneOf(asset)].filter((part) => part !== null).join(', ') }))}
          onTake={(id) => {
            const asset = free.find((candidate) => candidate.id === id)
            if (asset !== undefined) onChange([...items, { name: asset.name, kind: asset.kind, zone: zoneOf(asset), note: '' }])
          }}
        />
      }
    >
      {(item, change) => (
        <>
          <TextInput label={words.columns.asset} value={item.name} onChange={(name) => change({ ...item, name })} maxLength={160} />
          <ChoiceInput
            label={words.columns.kind}
            value={item.kind}
            onChange={(kind) => change({ ...item, kind })}
            choices={kindChoices(item.kind, words.assetKinds)}
            placeholder={words.values.open}
          />
          <TextInput
            label={words.columns.zone}
            value={item.zone ?? ''}
            onChange={(zone) => change({ ...item, zone: zone === '' ? null : zone })}
            help={t('assets.zoneHelp')}
            maxLength={160}
          />
          <TextInput label={words.columns.note} value={item.note} onChange={(note) => change({ ...item, note })} maxLength={300} />
        </>
      )}
    </RowList>
  )
}

/** The kinds of the register, and a kind of an earlier report that is not among them. */
function kindChoices(kind: string, names: Readonly<Record<string, string>>): { value: string; label: string }[] {
  const known = assetKinds.map((value) => ({ value: value as string, label: names[value] ?? value }))
  return known.some((choice) => choice.value === kind) ? known : [...known, { value: kind, label: kind }]
}
