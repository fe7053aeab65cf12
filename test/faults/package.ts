import { judgeTamperCase, tamperCases } from '../package/tamper.ts'
import { judgeKeyChangeCase, keyChangeCases } from '../package/key-change-cases.ts'
import { judgeKeyExchangeCase, keyExchangeCases } from '../package/key-exchange-cases.ts'
import { keyLifeFaults } from './package-key-life.ts'
import type { FaultRow } from './row.ts'

/** Tampered packages of every class, and clean ones between them. */
export const packageRow: FaultRow = {
  name: 'package',
  property: 'tampered packages of every class, with wrong keys, certificates, namespaces, revoked and replayed, get the right verdict; clean ones are genuine; of an entity key only a change that both keys signed is taken over, and of requests for certificates and answers only true ones are read',
  count: 10_000,
  cannot: () => null,
  async run(count, seed) {
    const wrong: string[] = []
    for (const tampered of tamperCases(seed, count)) {
      const fault = judgeTamperCase(tampered)
      if (fault !== null) wrong.push(fault)
    }
    // Changes of an entity's key that came on a stick, true and forged, and what a real revocation does.
    for (const change of keyChangeCases(seed, Math.ceil(count / 20))) {
      const fault = judgeKeyChangeCase(change)
      if (fault !== null) wrong.push(fault)
    }
    // Requests for certificates and answers to them, true and forged.
    for (const exchange of keyExchangeCases(seed, Math.ceil(count / 20))) {
      const fault = judgeKeyExchangeCase(exchange)
      if (fault !== null) wrong.push(fault)
    }
    return [...wrong, ...(await keyLifeFaults())]
  },
}
