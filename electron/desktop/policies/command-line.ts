import { deadProxy } from './request.ts'

/**
 * Switches given to Chromium before it starts: no name is resolved, every connection goes to a proxy where nothing
 * listens, and the services that call home by themselves are off. Names of features that a version does not know
 * are ignored by it.
 */
export const chromiumSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', deadProxy],
  ['proxy-bypass-list', '<-loopback>'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['no-pings'],
  [
    'disable-features',
    [
      'NetworkTimeServiceQuerying',
      'MediaRouter',
      'DialMediaRouteProvider',
      'OptimizationHints',
      'AsyncDns',
      'DnsOverHttps',
      'CertificateTransparencyComponentUpdater',
      'SpareRendererForSitePerProcess',
    ].join(','),
  ],
]

/**
 * Switches that would take a lock off again, or let another program drive the window. A packaged program that is
 * started with one of them does not start.
 */
export const refusedSwitches = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'load-extension',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'js-flags',
  'proxy-server',
  'proxy-pac-url',
  'proxy-auto-detect',
  'proxy-bypass-list',
  'host-rules',
  'host-resolver-rules',
  'log-net-log',
  'unsafely-treat-insecure-origin-as-secure',
] as const

/** What the program understands of its own command line. Folders are as given, not yet resolved. */
export interface DesktopArguments {
  /** Folder of the record; `null` leaves the choice to the core. */
  readonly storeFolder: string | null
  /** Folders reports can be written to besides removable drives. */
  readonly exportFolders: readonly string[]
  /** Folders whose subfolders count as removable drives; `null` asks the machine. */
  readonly mediaRoots: readonly string[] | null
  /** Checks itself, prints one line per check, and ends. */
  readonly selfTest: boolean
}

/**
 * Reads our own arguments and ignores the rest: Chromium adds arguments of its own, and what a later instance
 * passes on is never read at all. `--store DIR` and `--store=DIR` mean the same; of several stores the last counts.
 */
export function desktopArguments(argv: readonly string[]): DesktopArguments {
  const mediaRoots = valuesOf(argv, '--media-root')
  return {
    storeFolder: valuesOf(argv, '--store').at(-1) ?? null,
    exportFolders: valuesOf(argv, '--export-folder'),
    mediaRoots: mediaRoots.length === 0 ? null : mediaRoots,
    selfTest: argv.includes('--self-test'),
  }
}

function valuesOf(argv: readonly string[], name: string): string[] {
  return argv.flatMap((argument, index) => {
    if (argument.startsWith(`${name}=`)) return [argument.slice(name.length + 1)]
    const next = argv[index + 1]
    return argument === name && next !== undefined && !next.startsWith('-') ? [next] : []
  }).filter((value) => value !== '')
}
