import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { DoorPage } from './DoorPage.tsx'

/** Ways into a PC that has no record yet. */
export const beginnings = ['incident', 'setup', 'demo'] as const
export type Beginning = (typeof beginnings)[number]

/** The choices of the first start. The first one has the focus: who has an incident presses Enter. */
export function FirstStart({ perUser, onChoose, onRestore }: { readonly perUser: boolean; onChoose(beginning: Beginning): void; onRestore(): void }): ReactElement {
  const { t } = useTranslation('door')
  return (
    <DoorPage title={t('start.title')}>
      <Typography sx={(theme) => ({ color: theme.colours.quietText, marginBottom: 3 })}>{t('start.lead')}</Typography>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {([...beginnings, 'restore'] as const).map((beginning, index) => (
          <ButtonBase
            key={beginning}
            autoFocus={index === 0}
            onClick={() => (beginning === 'restore' ? onRestore() : onChoose(beginning))}
            sx={(theme) => ({
              display: 'block',
              textAlign: 'left',
              font: 'inherit',
              padding: 2,
              minHeight: theme.sizes.target,
              backgroundColor: theme.colours.raised,
              border: `1px solid ${theme.colours.lineStrong}`,
              borderLeft: `4px solid ${beginning === 'incident' ? theme.colours.action : theme.colours.lineStrong}`,
              borderRadius: `${theme.sizes.radius}px`,
              '&:hover': { backgroundColor: theme.colours.surface },
            })}
          >
            <Typography component="span" variant="h2" sx={{ display: 'block' }}>
              {t(`start.${beginning}`)}
            </Typography>
            <Typography component="span" sx={(theme) => ({ display: 'block', color: theme.colours.quietText, marginTop: 0.5 })}>
              {t(`start.${beginning}What`)}
            </Typography>
          </ButtonBase>
        ))}
      </Box>
      {perUser ? (
        <Box sx={{ marginTop: 3 }}>
          <Notice title={t('start.perUser')} />
        </Box>
      ) : null}
    </DoorPage>
  )
}
