import { judgeTamperCase, tamperCases } from '../package/tamper.ts'
import type { FaultRow } from './row.ts'

/** Tampered packages of every class, and clean ones between them. */
export const packageRow: FaultRow = {
  name: 'package',
  property: 'tampered packages of every class, with wrong keys, certificates, namespaces, revoked and replayed, get the right verdict; clean ones are genuine',
  count: 10_000,
  cannot: () => null,
  run(count, seed) {
    const wrong: string[] = []
    for (const tampered of tamperCases(seed, count)) {
      const fault = judgeTamperCase(tampered)
      if (fault !== null) wrong.push(fault)
    }
    return Promise.resolve(wrong)
  },
}
