import { judgeTamperCase, tamperCases } from '../package/tamper.ts'
import type { FaultRow } from './row.ts'

/** Tampered packages of every class, and clean ones between them. */
export const packageRow: FaultRow = {
  name: 'package',
  property: 'tampered packages of every class get the right verdict and clean ones are genuine',
  count: 1000,
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
