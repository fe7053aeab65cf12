/**
 * The fuses of the packaged program in the order of the wire, with the reason for each. `FuseV1Options` of
 * `@electron/fuses` numbers them alike; a test holds the two together.
 */
export const fuses = [
  { name: 'RunAsNode', on: false, why: 'the program must not become a script runner through an environment variable' },
  { name: 'EnableCookieEncryption', on: true, why: 'there are no cookies; should one appear, it is not left in clear' },
  { name: 'EnableNodeOptionsEnvironmentVariable', on: false, why: 'NODE_OPTIONS would load foreign code' },
  { name: 'EnableNodeCliInspectArguments', on: false, why: 'a debugger would open a port and read the record' },
  { name: 'EnableEmbeddedAsarIntegrityValidation', on: true, why: 'a changed archive does not start (Windows, macOS)' },
  { name: 'OnlyLoadAppFromAsar', on: true, why: 'a folder beside the archive must not replace it' },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', on: false, why: 'we ship no snapshot; one put there would run unchecked' },
  { name: 'GrantFileProtocolExtraPrivileges', on: false, why: 'pages come from app://, never from file://' },
  { name: 'WasmTrapHandlers', on: true, why: 'the default; off only saves address space' },
] as const

/** The state of the fuse wire as the packaged binary must carry it, one character per fuse. */
export const fuseWire: string = fuses.map((fuse) => (fuse.on ? '1' : '0')).join('')
