// Each of these makes a Node or Electron process load code, trust or report something that the package does not contain.
const dropped = /^(NODE_|ELECTRON_|SSLKEYLOGFILE$|npm_)/i

/** The environment of the core: that of the program without what could change which code runs in it. */
export function coreEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !dropped.test(name)) kept[name] = value
  }
  return kept
}
