let before: string | null = null

/** Notes who sits in front of this window now. @returns whether somebody else sat here before. */
export function noteSatDown(person: string | null): boolean {
  const isOther = before !== null && before !== person
  before = person
  return isOther
}
