import type { Backups } from './backups.ts'
import type { Certificates } from './certificates.ts'
import type { Clock } from './clock.ts'
import type { Ed25519, Hash, Random } from './crypto.ts'
import type { Ids } from './ids.ts'
import type { KeyCopies } from './key-copies.ts'
import type { Log } from './log.ts'
import type { PersonKeys } from './person-keys.ts'
import type { Places } from './places.ts'
import type { Space } from './space.ts'
import type { Staging } from './staging.ts'
import type { RecordStore, StoreLifecycle } from './store.ts'
import type { Updates } from './updates.ts'
import type { Work } from './work.ts'

/** The product's name for packages. */
export interface Product {
  readonly name: 'Cofferdam'
  readonly version: string
}

/** A jurisdiction profile as shipped: its text and the SHA-256 (hex) an incident pins. */
export interface ProfileFile {
  readonly id: string
  readonly text: string
  readonly sha256: string
}

/** A file of the shipped assets, read by the host. */
export interface Assets {
  profiles(): readonly ProfileFile[]
  /** The demo plant, JSON text in the form of shared/demo/demo-plant.ts. */
  demoPlant(): string
  /** The rules of keeping, JSON text in the form of shared/retention/rules.ts. */
  retention(): string
  /** Who has to stand behind what, JSON text in the form of shared/approval/policy.ts. */
  approvals(): string
  /** Passphrases and words everybody tries first, one a line; lines that begin with `#` are remarks. */
  commonPassphrases(): string
  /** The maker's public key that updates are verified with, as `shared/update/release-anchor.ts` reads it; `null` in a build without one. */
  releaseAnchor(): string | null
}

/** Everything the application logic may touch of the world. */
export interface Ports {
  readonly clock: Clock
  readonly ids: Ids
  readonly random: Random
  readonly hash: Hash
  readonly ed25519: Ed25519
  readonly certificates: Certificates
  readonly log: Log
  readonly store: RecordStore
  readonly lifecycle: StoreLifecycle
  readonly personKeys: PersonKeys
  readonly places: Places
  readonly backups: Backups
  readonly updates: Updates
  readonly keyCopies: KeyCopies
  readonly space: Space
  readonly staging: Staging
  readonly work: Work
  readonly assets: Assets
  readonly product: Product
}
