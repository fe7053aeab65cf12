import { migration0001 } from './0001-foundation.ts'
import { migration0002 } from './0002-people.ts'
import { migration0003 } from './0003-clock.ts'
import { migration0004 } from './0004-evidence.ts'
import { migration0005 } from './0005-approvals.ts'
import { migration0006 } from './0006-key-life.ts'
import { migration0007 } from './0007-overwritten.ts'
import { migration0008 } from './0008-plant-certificate.ts'
import { migration0009 } from './0009-key-exchange.ts'

/** One numbered step of the schema. It imports nothing, runs in one transaction and is never edited after release. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** All steps, in order. */
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007, migration0008, migration0009]

/** Schema number that this program writes (`user_version`). */
export const storeVersion: number = migrations.length
