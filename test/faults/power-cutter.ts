import { spawn } from 'node:child_process'
import { cannotCompile, compile } from './compile.ts'
import { cannotMake, hasProgram } from './volume.ts'

/** Cuts the power of an ext4 volume: what was not synced is gone once it is mounted again. */
export interface PowerCutter {
  /**
   * Cuts after a delay, from another process, so that it falls into whatever is being written.
   * @returns nanoseconds of `process.hrtime` just before the cut. What happened later happened on a PC without power: the kernel lets a
   * sync that is under way come back without an error, and no person was there to read that answer.
   */
  cut(folder: string, microseconds: number): Promise<bigint>
  remove(): void
}

/** Why the power of a volume cannot be cut here, or `null`. */
export function cannotCutPower(): string | null {
  return cannotMake('ext4') ?? (cannotCompile() === null || hasProgram('perl') ? null : 'neither a C compiler nor perl to call the ioctl')
}

// The same in perl: _IOR('X', 125, u32) with EXT4_GOING_FLAGS_NOLOGFLUSH.
const inPerl = `use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC); open(my $f, "<", $ARGV[0]) or die $!; select(undef, undef, undef, $ARGV[1] / 1e6);
my $now = clock_gettime(CLOCK_MONOTONIC); ioctl($f, 0x8004587d, pack("L", 2)) or die $!; printf("%d\n", $now * 1e9);`

/** Makes the means to cut power: a small C program, or perl. */
export function makePowerCutter(): PowerCutter {
  const compiled = cannotCompile() === null ? compile('cut-power.c') : null
  const [program, first] = compiled === null ? ['perl', ['-e', inPerl]] : [compiled.path, []]
  return {
    cut(folder, microseconds) {
      return new Promise((resolve, reject) => {
        const cutter = spawn(program, [...first, folder, String(Math.round(microseconds))], { stdio: ['ignore', 'pipe', 'inherit'] })
        let said = ''
        cutter.stdout.setEncoding('latin1').on('data', (text: string) => (said += text))
        cutter.on('error', reject)
        cutter.on('close', (code) => {
          if (code === 0) resolve(BigInt(said.trim()))
          else reject(new Error(`the power could not be cut: ${String(code)}`))
        })
      })
    },
    remove: () => compiled?.remove(),
  }
}
