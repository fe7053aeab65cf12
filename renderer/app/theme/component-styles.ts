import { alpha } from '@mui/material/styles'
import type { CSSObject, Components, Theme } from '@mui/material/styles'
import type { ColourTokens, SizeTokens } from './tokens.ts'

/** How MUI's parts look here: flat, quiet, no ripple, big targets, one focus ring, shadows only on menus and dialogs. */
export function componentStyles(colour: ColourTokens, size: SizeTokens): Components<Omit<Theme, 'components'>> {
  const ring = { outline: `2px solid ${colour.action}`, outlineOffset: '2px' } as const
  const under = { backgroundColor: alpha(colour.text, 0.07) } as const
  return {
    MuiCssBaseline: { styleOverrides: globalStyles(colour, ring) },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible, &:focus-visible': ring } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined' },
      styleOverrides: {
        root: {
          minHeight: size.target,
          paddingInline: 2 * size.grid,
          textAlign: 'center',
          '&.Mui-disabled': { color: colour.quietText, borderColor: colour.line },
        },
        outlined: {
          borderColor: colour.lineStrong,
          color: colour.text,
          backgroundColor: colour.raised,
          '&:hover': { borderColor: colour.text, backgroundColor: colour.surface },
        },
        contained: { '&.Mui-disabled': { backgroundColor: colour.line, color: colour.text } },
        text: { color: colour.action, '&:hover': under },
      },
    },
    MuiIconButton: {
      styleOverrides: {
        root: { width: size.target, height: size.target, borderRadius: size.radius, color: colour.text, '&:hover': under },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiMenu: { defaultProps: { elevation: 8 } },
    MuiPopover: { styleOverrides: { paper: { border: `1px solid ${colour.line}` } } },
    MuiMenuItem: {
      styleOverrides: {
        root: { minHeight: size.target, '&:hover': under, '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: colour.selectedRow } },
      },
    },
    MuiDialog: {
      styleOverrides: { paper: { backgroundColor: colour.raised, border: `1px solid ${colour.line}`, margin: 2 * size.grid } },
    },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.25rem', fontWeight: 700, padding: '20px 24px 8px' } } },
    MuiDialogContent: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px', gap: size.grid, flexWrap: 'wrap' } } },
    MuiTextField: { defaultProps: { fullWidth: true } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          backgroundColor: colour.raised,
          minHeight: size.target,
          '& .MuiOutlinedInput-notchedOutline': { borderColor: colour.lineStrong },
          '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: colour.text },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: colour.action, borderWidth: 2 },
          '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: colour.critical, borderWidth: 2 },
          '&.Mui-focused': ring,
          '&.Mui-disabled': { backgroundColor: colour.surface },
        },
        input: { padding: '10px 12px', '&::placeholder': { color: colour.quietText, opacity: 1 } },
        multiline: { padding: 0 },
        adornedStart: { paddingLeft: 12, '& .MuiOutlinedInput-input': { paddingLeft: 0 } },
      },
    },
    // As high as every other field.
    MuiAutocomplete: { styleOverrides: { inputRoot: { '&.MuiOutlinedInput-root': { paddingTop: 0, paddingBottom: 0 } } } },
    MuiSelect: { styleOverrides: { select: { minHeight: 'unset' } } },
    MuiCheckbox: checkMark(colour, size),
    MuiRadio: checkMark(colour, size),
    MuiFormControlLabel: { styleOverrides: { root: { minHeight: size.target, marginLeft: 0, gap: 4 } } },
    MuiChip: {
      styleOverrides: {
        root: {
          height: 32,
          borderRadius: size.radius,
          backgroundColor: colour.raised,
          border: `1px solid ${colour.lineStrong}`,
          color: colour.text,
          '&.MuiChip-clickable:hover': { backgroundColor: colour.surface },
          '&.MuiChip-filledPrimary, &.MuiChip-filledPrimary:hover': {
            backgroundColor: colour.selectedRow,
            borderColor: colour.action,
            color: colour.text,
          },
        },
      },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          minHeight: size.target,
          paddingInline: 2 * size.grid,
          textTransform: 'none',
          color: colour.text,
          borderColor: colour.lineStrong,
          backgroundColor: colour.raised,
          '&:hover': { backgroundColor: colour.surface },
          '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: colour.action, color: colour.onFill, borderColor: colour.action },
          '@media (forced-colors: active)': { '&.Mui-selected': { outline: '3px solid Highlight', outlineOffset: '-3px' } },
        },
      },
    },
    MuiTab: { styleOverrides: { root: { minHeight: size.target, textTransform: 'none', color: colour.quietText } } },
    MuiTabs: { styleOverrides: { root: { minHeight: size.target } } },
    MuiTooltip: {
      styleOverrides: {
        tooltip: { backgroundColor: colour.text, color: colour.raised, fontSize: '0.8125rem', padding: '6px 10px' },
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: colour.line, padding: '6px 12px', fontSize: '0.8125rem' },
        head: { fontWeight: 700, backgroundColor: colour.surface },
      },
    },
    MuiLinearProgress: {
      styleOverrides: { root: { height: 8, borderRadius: size.radius, backgroundColor: colour.line }, bar: { borderRadius: size.radius } },
    },
    MuiLink: { defaultProps: { underline: 'always' }, styleOverrides: { root: { '&:focus-visible': ring, borderRadius: 2 } } },
  }
}

function checkMark(colour: ColourTokens, size: SizeTokens): { styleOverrides: { root: object } } {
  return {
    styleOverrides: {
      root: { width: size.target, height: size.target, color: colour.lineStrong, '&.Mui-checked': { color: colour.action } },
    },
  }
}

function globalStyles(colour: ColourTokens, ring: { readonly outline: string; readonly outlineOffset: string }): CSSObject {
  return {
    html: { WebkitTextSizeAdjust: '100%' },
    'html, body, #root': { height: '100%' },
    body: {
      fontVariantNumeric: 'tabular-nums',
      backgroundColor: colour.background,
      color: colour.text,
      fontSize: '0.875rem',
      lineHeight: 1.5,
    },
    ':focus-visible': ring,
    // A heading or region that receives focus by program shows no ring: nobody can act on it.
    '[tabindex="-1"]:focus-visible': { outline: 'none' },
    '::selection': { backgroundColor: colour.action, color: colour.onFill },
    '@media (prefers-reduced-motion: reduce)': {
      '*, *::before, *::after': {
        animationDuration: '0.01ms !important',
        animationIterationCount: '1 !important',
        transitionDuration: '0.01ms !important',
        scrollBehavior: 'auto !important',
      },
    },
    // In forced colours a background is dropped, so what is selected or filled keeps an edge.
    '@media (forced-colors: active)': {
      '[aria-selected="true"], [aria-current]': { outline: '2px solid Highlight', outlineOffset: '-2px' },
      '.MuiButton-contained': { border: '1px solid ButtonText' },
      'svg': { forcedColorAdjust: 'auto' },
    },
    '@page': { size: 'A4', margin: '16mm 16mm 18mm' },
    '@media print': {
      'html, body, #root': { height: 'auto' },
      body: { backgroundColor: '#FFFFFF', color: '#000000', fontSize: '10pt' },
      '[data-print="no"]': { display: 'none !important' },
      'h1, h2, h3': { breakAfter: 'avoid' },
      'tr, dl > div, [data-print="whole"]': { breakInside: 'avoid' },
      thead: { display: 'table-header-group' },
      a: { color: 'inherit' },
    },
  }
}
