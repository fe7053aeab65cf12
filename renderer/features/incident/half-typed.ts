/** True when something stands in a time field that was not understood: it must not be taken for "left empty". */
export function isHalfTyped(input: HTMLInputElement | null, value: number | null): boolean {
  return value === null && input !== null && input.value.trim() !== ''
}
