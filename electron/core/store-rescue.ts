import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { migrations } from '../../db/migrations/migrations.ts'
import { openStoreFile } from '../../db/open.ts'
import { enteredRecords } from '../../db/rescued-records.ts'
import { rescueStore } from '../../db/rescue.ts'
import type { Connection } from '../../db/sqlite.ts'
import { rescuedTableSchema, missedRecords, type RescueReport, type RescueResult } from '../../shared/store/rescue.ts'
import { writeDurably } from './durable-file.ts'
import { setAside, stampOf } from './store-files.ts'

const reportSchema = z.strictObject({ v: z.literal(1), readable: z.boolean(), tables: z.array(rescuedTableSchema) })

/**
 * Reads what is reachable of a damaged store.db into `rescued-<time>.db` in the record's folder and compares it with a whole record. A second
 * call reads what the first one wrote. The damaged file must be closed; it stays as it is.
 * @param present the record that is in use, or a backup; `null` when there is none: then everything that was read is told as missed.
 * @param at UTC ms, for the name.
 */
export function rescue(input: { readonly source: string; readonly folder: string; readonly key: Uint8Array; readonly at: number }, present: Connection | null): RescueResult {
  const name = `rescued-${stampOf(input.at)}`
  const file = join(input.folder, `${name}.db`)
  const reportFile = join(input.folder, `${name}.json`)
  let report = earlierReport(file, reportFile)
  if (report === null) {
    // What a power cut left of an earlier try has no report beside it.
    setAside(file, input.at)
    report = rescueStore(input.source, file, input.key)
    if (report.readable) writeDurably(reportFile, Buffer.from(`${JSON.stringify({ v: 1, ...report })}\n`, 'utf8'))
  }
  if (!report.readable) return { file: null, report, missed: [] }
  const opened = openStoreFile(file, input.key, 'copy', migrations.length)
  if (!opened.ok) return { file: null, report, missed: [] }
  try {
    return { file: `${name}.db`, report, missed: missedRecords(enteredRecords(opened.connection), present === null ? [] : enteredRecords(present)) }
  } finally {
    opened.connection.close()
  }
}

function earlierReport(file: string, reportFile: string): RescueReport | null {
  if (!existsSync(file) || !existsSync(reportFile)) return null
  const parsed = reportSchema.safeParse(JSON.parse(readFileSync(reportFile, 'utf8')))
  return parsed.success ? { readable: parsed.data.readable, tables: parsed.data.tables } : null
}
