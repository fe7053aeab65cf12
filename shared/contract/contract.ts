import { approvalContract } from '../approval/approval.contract.ts'
import { assetContract } from '../asset/asset.contract.ts'
import { auditContract } from '../audit/audit.contract.ts'
import { backupContract } from '../backup/backup.contract.ts'
import { deadlinesContract } from '../clock/deadlines.contract.ts'
import { timeSourcesContract } from '../clock/time-sources.contract.ts'
import { entityContract } from '../entity/entity.contract.ts'
import { fileContract } from '../file/file.contract.ts'
import { incidentContract } from '../incident/incident.contract.ts'
import { jobsContract } from '../jobs/jobs.contract.ts'
import { networkContract } from '../network/network.contract.ts'
import { keyExchangeContract } from '../package/key-exchange.contract.ts'
import { keyLifeContract } from '../package/key-life.contract.ts'
import { keysContract } from '../package/keys.contract.ts'
import { accountContract } from '../person/account.contract.ts'
import { personContract } from '../person/person.contract.ts'
import { signInContract } from '../person/sign-in.contract.ts'
import { plantCertificateContract } from '../plant-certificate/plant-certificate.contract.ts'
import { reportContract } from '../report/report.contract.ts'
import { retentionContract } from '../retention/retention.contract.ts'
import { serviceContract } from '../service/service.contract.ts'
import { siteContract } from '../site/site.contract.ts'
import { spaceContract } from '../space/space.contract.ts'
import { healthContract } from '../store/health.contract.ts'
import { rekeyContract } from '../store/rekey.contract.ts'
import { storeContract } from '../store/store.contract.ts'
import { transferContract } from '../transfer/transfer.contract.ts'
import { updateContract } from '../update/update.contract.ts'

/** Every procedure of the product. */
export const contract = {
  ...storeContract,
  ...rekeyContract,
  ...healthContract,
  ...spaceContract,
  ...entityContract,
  ...siteContract,
  ...serviceContract,
  ...assetContract,
  ...networkContract,
  ...personContract,
  ...accountContract,
  ...signInContract,
  ...incidentContract,
  ...deadlinesContract,
  ...timeSourcesContract,
  ...reportContract,
  ...transferContract,
  ...backupContract,
  ...updateContract,
  ...keysContract,
  ...keyLifeContract,
  ...plantCertificateContract,
  ...keyExchangeContract,
  ...auditContract,
  ...retentionContract,
  ...approvalContract,
  ...fileContract,
  ...jobsContract,
}

/** The type of the whole contract, for clients and handlers. */
export type AppContract = typeof contract
