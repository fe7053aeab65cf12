import type { PortOverrides } from '../../electron/core/open-ports.ts'
import { fixedClock, fixedIds, fixedRandom, weakKeyDerivation } from './fixed-ports.ts'
import { makerAnchor } from './update-fixture.ts'

/** Every port that could make two runs differ, fixed: clock, boot id, uptime, ids, random and with it all keys, version. */
export function fixedOverrides(seed: string): PortOverrides {
  return { clock: fixedClock(), random: fixedRandom(seed), ids: fixedIds(seed), keyDerivation: weakKeyDerivation, delayAfter: () => 0, productVersion: '1.0.0', releaseAnchor: makerAnchor, firstBackupAfter: 3_600_000 }
}
