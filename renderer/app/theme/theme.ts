import { createTheme } from '@mui/material/styles'
import type { Theme } from '@mui/material/styles'
import { componentStyles } from './component-styles.ts'
import { colours, sizes } from './tokens.ts'
import type { ColourTokens, Density, Scheme, SizeTokens } from './tokens.ts'

declare module '@mui/material/styles' {
  interface Theme {
    /** Colours by job; the only source of colour in components. */
    readonly colours: ColourTokens
    readonly sizes: SizeTokens
    /** The theme of a sheet of paper shown on the screen: light in both schemes. */
    onPaper(): Theme
  }
  interface ThemeOptions {
    colours?: ColourTokens
    sizes?: SizeTokens
  }
  interface TypographyVariants {
    countdown: React.CSSProperties
    dense: React.CSSProperties
  }
  interface TypographyVariantsOptions {
    countdown?: React.CSSProperties
    dense?: React.CSSProperties
  }
}
declare module '@mui/material/Typography' {
  interface TypographyPropsVariantOverrides {
    countdown: true
    dense: true
    h4: false
    h5: false
    h6: false
    subtitle1: false
    subtitle2: false
    caption: false
    overline: false
    button: false
  }
}

/** What a person or the operating system asks of the look. */
export interface Look {
  readonly scheme: Scheme
  readonly density: Density
  /** The operating system asks for more contrast: quiet things stop being quiet. */
  readonly moreContrast: boolean
}

/** The MUI theme for one look. Sizes of text are rem (14 px = 0.875rem), so that enlarged text enlarges the screen. */
export function createCofferdamTheme(look: Look): Theme {
  const colour = effectiveColours(look)
  const size = sizes[look.density]
  const fill = { contrastText: colour.onFill }
  const theme = createTheme({
    colours: colour,
    sizes: size,
    spacing: size.grid,
    shape: { borderRadius: size.radius },
    motion: { reducedMotion: 'system' },
    palette: {
      mode: look.scheme,
      contrastThreshold: 4.5,
      primary: { main: colour.action, dark: colour.actionHover, light: colour.action, ...fill },
      secondary: { main: colour.quietText, dark: colour.text, light: colour.quietText, ...fill },
      error: { main: colour.critical, dark: colour.critical, light: colour.critical, ...fill },
      warning: { main: colour.high, dark: colour.high, light: colour.high, ...fill },
      info: { main: colour.action, dark: colour.actionHover, light: colour.action, ...fill },
      success: { main: colour.good, dark: colour.good, light: colour.good, ...fill },
      text: { primary: colour.text, secondary: colour.quietText, disabled: colour.lineStrong },
      background: { default: colour.background, paper: colour.raised },
      divider: colour.line,
    },
    typography: {
      fontFamily: '"Noto Sans", "Segoe UI", "DejaVu Sans", sans-serif',
      fontWeightMedium: 700,
      h1: { fontSize: '1.25rem', fontWeight: 700, lineHeight: 1.3 },
      h2: { fontSize: '1rem', fontWeight: 700, lineHeight: 1.4 },
      h3: { fontSize: '0.875rem', fontWeight: 700, lineHeight: 1.45 },
      body1: { fontSize: '0.875rem', lineHeight: 1.5 },
      body2: { fontSize: '0.8125rem', lineHeight: 1.45 },
      dense: { fontSize: '0.8125rem', lineHeight: 1.35, fontVariantNumeric: 'tabular-nums' },
      countdown: { fontSize: '2rem', fontWeight: 700, lineHeight: 1.15, fontVariantNumeric: 'tabular-nums' },
      button: { fontSize: '0.875rem', fontWeight: 700, lineHeight: 1.3, textTransform: 'none' },
    },
    components: componentStyles(colour, size),
  })
  return Object.assign(theme, {
    onPaper: (): Theme => (look.scheme === 'light' ? theme : createCofferdamTheme({ ...look, scheme: 'light' })),
  })
}

/** With more contrast wished for, quiet text and decorative lines take the strong colours. */
function effectiveColours(look: Look): ColourTokens {
  const set = colours[look.scheme]
  if (!look.moreContrast) return set
  return { ...set, quietText: set.text, line: set.lineStrong, lineStrong: set.text }
}
