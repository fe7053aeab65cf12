import { approvalHandlers } from './approval/approval.handlers.ts'
import { assetHandlers } from './asset/asset.handlers.ts'
import { auditHandlers } from './audit/audit.handlers.ts'
import { backupHandlers } from './backup/backup.handlers.ts'
import { deadlinesHandlers } from './clock/deadlines.handlers.ts'
import { timeSourcesHandlers } from './clock/time-sources.handlers.ts'
import type { AppContract } from './contract/contract.ts'
import type { Handlers } from './contract/handler.ts'
import type { Jobs } from './contract/jobs.ts'
import { entityHandlers } from './entity/entity.handlers.ts'
import { fileHandlers } from './file/file.handlers.ts'
import { incidentHandlers } from './incident/incident.handlers.ts'
import { jobsHandlers } from './jobs/jobs.handlers.ts'
import { networkHandlers } from './network/network.handlers.ts'
import { keyChangeHandlers } from './package/key-change.handlers.ts'
import { keyExchangeHandlers } from './package/key-exchange.handlers.ts'
import { keyLifeHandlers } from './package/key-life.handlers.ts'
import { keysHandlers } from './package/keys.handlers.ts'
import { accountHandlers } from './person/account.handlers.ts'
import { personHandlers } from './person/person.handlers.ts'
import { signInHandlers } from './person/sign-in.handlers.ts'
import { plantCertificateHandlers } from './plant-certificate/plant-certificate.handlers.ts'
import type { Ports } from './ports/ports.ts'
import { reportHandlers } from './report/report.handlers.ts'
import { retentionHandlers } from './retention/retention.handlers.ts'
import { serviceHandlers } from './service/service.handlers.ts'
import { siteHandlers } from './site/site.handlers.ts'
import { spaceHandlers } from './space/space.handlers.ts'
import { healthHandlers } from './store/health.handlers.ts'
import { rekeyHandlers } from './store/rekey.handlers.ts'
import { storeHandlers } from './store/store.handlers.ts'
import { transferHandlers } from './transfer/transfer.handlers.ts'
import { updateHandlers } from './update/update.handlers.ts'

/** All handlers of the product in one typed object: a missing one does not compile. */
export function createHandlers(ports: Ports, jobs: Jobs): Handlers<AppContract> {
  return {
    ...storeHandlers(ports),
    ...rekeyHandlers(ports),
    ...healthHandlers(ports),
    ...spaceHandlers(ports),
    ...entityHandlers(ports),
    ...siteHandlers(ports),
    ...serviceHandlers(ports),
    ...assetHandlers(ports),
    ...networkHandlers(ports),
    ...personHandlers(),
    ...accountHandlers(ports),
    ...signInHandlers(ports),
    ...incidentHandlers(ports),
    ...deadlinesHandlers(ports),
    ...timeSourcesHandlers(ports),
    ...reportHandlers(ports),
    ...transferHandlers(ports),
    ...backupHandlers(ports),
    ...updateHandlers(ports),
    ...keysHandlers(ports),
    ...keyLifeHandlers(ports),
    ...keyChangeHandlers(ports),
    ...plantCertificateHandlers(ports),
    ...keyExchangeHandlers(ports),
    ...auditHandlers(ports),
    ...retentionHandlers(ports),
    ...approvalHandlers(ports),
    ...fileHandlers(ports),
    ...jobsHandlers(jobs),
  }
}
