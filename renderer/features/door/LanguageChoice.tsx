import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '../../app/i18n/i18n.ts'
import { usePreferences } from '../../app/preferences/preferences.ts'

/** The language of the screens before anybody is known; it also becomes the language of what a new record is filled with. */
export function LanguageChoice(): ReactElement {
  const { t } = useTranslation(['door', 'frame'])
  const language = usePreferences((state) => state.language)
  const change = usePreferences((state) => state.change)
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('door:language')}
      value={language}
      onChange={(_event, chosen: Language | null) => {
        if (chosen !== null) change({ language: chosen })
      }}
    >
      {languages.map((known) => (
        <ToggleButton key={known} value={known} lang={known}>
          {t(`frame:language.${known}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
