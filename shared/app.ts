import { assetHandlers } from './asset/asset.handlers.ts'
import { auditHandlers } from './audit/audit.handlers.ts'
import { deadlinesHandlers } from './clock/deadlines.handlers.ts'
import type { AppContract } from './contract/contract.ts'
import type { Handlers } from './contract/handler.ts'
import type { Jobs } from './contract/jobs.ts'
import { entityHandlers } from './entity/entity.handlers.ts'
import { fileHandlers } from './file/file.handlers.ts'
import { incidentHandlers } from './incident/incident.handlers.ts'
import { jobsHandlers } from './jobs/jobs.handlers.ts'
import { networkHandlers } from './network/network.handlers.ts'
import { keysHandlers } from './package/keys.handlers.ts'
import { personHandlers } from './person/person.handlers.ts'
import type { Ports } from './ports/ports.ts'
import { reportHandlers } from './report/report.handlers.ts'
import { serviceHandlers } from './service/service.handlers.ts'
import { siteHandlers } from './site/site.handlers.ts'
import { storeHandlers } from './store/store.handlers.ts'
import { transferHandlers } from './transfer/transfer.handlers.ts'

/** All handlers of the product in one typed object: a missing one does not compile. */
export function createHandlers(ports: Ports, jobs: Jobs): Handlers<AppContract> {
  return {
    ...storeHandlers(ports),
    ...entityHandlers(ports),
    ...siteHandlers(ports),
    ...serviceHandlers(ports),
    ...assetHandlers(ports),
    ...networkHandlers(ports),
    ...personHandlers(),
    ...incidentHandlers(ports),
    ...deadlinesHandlers(ports),
    ...reportHandlers(ports),
    ...transferHandlers(ports),
    ...keysHandlers(ports),
    ...auditHandlers(ports),
    ...fileHandlers(ports),
    ...jobsHandlers(jobs),
  }
}
