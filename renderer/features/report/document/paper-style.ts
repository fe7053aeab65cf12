/** A sheet is white paper in both schemes: what is checked on the screen is what will be printed. */
export const paper = {
  ink: '#161B20',
  quiet: '#4A555E',
  rule: '#727D86',
  hairline: '#C5CCD2',
  white: '#FFFFFF',
  code: { fontFamily: '"Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace', fontSize: '0.92em', overflowWrap: 'anywhere' },
} as const
