/** Light or dark: the two sets of colours. `system` is a wish, resolved before a theme is made. */
export const schemes = ['light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

/** `touch` is for gloves: larger targets and rows. */
export const densities = ['normal', 'touch'] as const
export type Density = (typeof densities)[number]

/** Every colour of the screens, by its job. Abnormal colours mean that a person must act; nothing else is coloured. */
export interface ColourTokens {
  readonly background: string
  readonly surface: string
  readonly raised: string
  readonly text: string
  readonly quietText: string
  readonly action: string
  /** A filled action under the pointer. */
  readonly actionHover: string
  readonly onFill: string
  /** Decoration only: may be invisible to somebody without loss. */
  readonly line: string
  /** Carries meaning: fields, tick boxes, zones, crossings, axes. */
  readonly lineStrong: string
  readonly selectedRow: string
  readonly critical: string
  readonly high: string
  readonly medium: string
  /** Only right after an action succeeded. */
  readonly good: string
  readonly training: string
  /** Four steps from worst to least; each cell also shows its word and number. */
  readonly heat: readonly [string, string, string, string]
}

/** The colours of both schemes. */
export const colours: Readonly<Record<Scheme, ColourTokens>> = {
  light: {
    background: '#E9ECEE',
    surface: '#F6F7F8',
    raised: '#FFFFFF',
    text: '#161B20',
    quietText: '#4A555E',
    action: '#1D5B8F',
    actionHover: '#174A75',
    onFill: '#FFFFFF',
    line: '#C5CCD2',
    lineStrong: '#727D86',
    selectedRow: '#DCE6EF',
    critical: '#A3001B',
    high: '#A84200',
    medium: '#7A6200',
    good: '#22663D',
    training: '#6A3A8C',
    heat: ['#F3C9CF', '#FAD9C2', '#F2E7B8', '#D5E0E7'],
  },
  dark: {
    background: '#15191D',
    surface: '#1D2328',
    raised: '#262D33',
    text: '#E7ECEF',
    quietText: '#A9B4BC',
    action: '#7DB7E8',
    actionHover: '#9CC9EF',
    onFill: '#15191D',
    line: '#3A444C',
    lineStrong: '#7C8892',
    selectedRow: '#24384A',
    critical: '#FF8A8F',
    high: '#FFB077',
    medium: '#E8CC62',
    good: '#86CFA0',
    training: '#CDA8F0',
    heat: ['#5A1A22', '#57330F', '#4A4010', '#2B3B47'],
  },
}

/** Sizes in CSS pixels at a root font of 16 px; text itself is set in rem, so that a larger root font enlarges it. */
export interface SizeTokens {
  /** Smallest height of anything that is pressed. */
  readonly target: number
  /** Height of a row of a dense table; the whole row is the target. */
  readonly row: number
  /** Height of the header bar. */
  readonly header: number
  /** Height of the status footer. */
  readonly footer: number
  /** Width of the rail. */
  readonly rail: number
  readonly radius: number
  readonly grid: number
}

/** The sizes of both densities. */
export const sizes: Readonly<Record<Density, SizeTokens>> = {
  normal: { target: 44, row: 36, header: 60, footer: 28, rail: 184, radius: 4, grid: 8 },
  touch: { target: 48, row: 48, header: 58, footer: 32, rail: 200, radius: 4, grid: 8 },
}

/** A pair of colours that meets on a screen: `text` must reach 4.5:1, `line` (a line that carries meaning) 3:1. */
export interface ColourPair {
  readonly kind: 'text' | 'line'
  readonly front: keyof Omit<ColourTokens, 'heat'>
  readonly back: keyof Omit<ColourTokens, 'heat'> | 'heat-0' | 'heat-1' | 'heat-2' | 'heat-3'
}

const plainGrounds = ['background', 'surface', 'raised'] as const
const allGrounds = [...plainGrounds, 'selectedRow'] as const
const fills = ['action', 'actionHover', 'critical', 'high', 'medium', 'good', 'training'] as const
const textColours = ['text', 'quietText', 'action', 'critical', 'high', 'medium', 'good', 'training'] as const
const lineColours = ['action', 'critical', 'high', 'medium', 'good', 'training'] as const
const heatGrounds = ['heat-0', 'heat-1', 'heat-2', 'heat-3'] as const

/** Every pair the components use. A test computes each in both schemes; a new pair on a screen belongs here. */
export const declaredPairs: readonly ColourPair[] = [
  ...textColours.flatMap((front) => allGrounds.map((back): ColourPair => ({ kind: 'text', front, back }))),
  ...fills.map((back): ColourPair => ({ kind: 'text', front: 'onFill', back })),
  ...heatGrounds.map((back): ColourPair => ({ kind: 'text', front: 'text', back })),
  // A button that is blocked.
  { kind: 'text', front: 'text', back: 'line' },
  ...lineColours.flatMap((front) => allGrounds.map((back): ColourPair => ({ kind: 'line', front, back }))),
  ...allGrounds.map((back): ColourPair => ({ kind: 'line', front: 'lineStrong', back })),
]

/** The colour a name of a declared pair stands for. */
export function colourOf(scheme: Scheme, name: ColourPair['front'] | ColourPair['back']): string {
  const set = colours[scheme]
  switch (name) {
    case 'heat-0':
      return set.heat[0]
    case 'heat-1':
      return set.heat[1]
    case 'heat-2':
      return set.heat[2]
    case 'heat-3':
      return set.heat[3]
    default:
      return set[name]
  }
}
