import { assetContract } from '../asset/asset.contract.ts'
import { auditContract } from '../audit/audit.contract.ts'
import { deadlinesContract } from '../clock/deadlines.contract.ts'
import { entityContract } from '../entity/entity.contract.ts'
import { fileContract } from '../file/file.contract.ts'
import { incidentContract } from '../incident/incident.contract.ts'
import { jobsContract } from '../jobs/jobs.contract.ts'
import { networkContract } from '../network/network.contract.ts'
import { keysContract } from '../package/keys.contract.ts'
import { personContract } from '../person/person.contract.ts'
import { reportContract } from '../report/report.contract.ts'
import { serviceContract } from '../service/service.contract.ts'
import { siteContract } from '../site/site.contract.ts'
import { storeContract } from '../store/store.contract.ts'
import { transferContract } from '../transfer/transfer.contract.ts'

/** Every procedure of the product. */
export const contract = {
  ...storeContract,
  ...entityContract,
  ...siteContract,
  ...serviceContract,
  ...assetContract,
  ...networkContract,
  ...personContract,
  ...incidentContract,
  ...deadlinesContract,
  ...reportContract,
  ...transferContract,
  ...keysContract,
  ...auditContract,
  ...fileContract,
  ...jobsContract,
}

/** The type of the whole contract, for clients and handlers. */
export type AppContract = typeof contract
