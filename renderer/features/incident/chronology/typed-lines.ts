import { createStore, useStore } from 'zustand'
import type { TypedLine } from './typed-line.ts'

const nothing: TypedLine = { line: '', keepComma: false }
const lines = createStore<Readonly<Record<string, TypedLine>>>(() => ({}))

/** The line that is being typed for an incident; it is still there after a look at another screen. */
export function useTypedLine(incident: string): readonly [TypedLine, (typed: TypedLine) => void] {
  const typed = useStore(lines, (all) => all[incident]) ?? nothing
  return [typed, (next) => lines.setState((all) => ({ ...all, [incident]: next }))]
}

/** Forgets every line that was being typed: another person sat down, or the record was closed. */
export function forgetTypedLines(): void {
  lines.setState({}, true)
}
