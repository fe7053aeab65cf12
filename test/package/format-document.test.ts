import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commonFiles, contentFiles } from '../../shared/package/content-table.ts'
import { evidenceJsonSchema } from '../../shared/package/evidence-json.ts'
import { packageFaults } from '../../shared/package/fault.ts'
import { keyCertificateSchema } from '../../shared/package/key-certificate.ts'
import { keyChangeSchema } from '../../shared/package/key-change.ts'
import { keyRequestSchema } from '../../shared/package/key-request.ts'
import { keysJsonSchema } from '../../shared/package/keys-json.ts'
import { auditManifestSchema, evidenceManifestSchema, packageContents, reportManifestSchema } from '../../shared/package/manifest.ts'
import { receiptSchema } from '../../shared/package/receipt.ts'
import { namespaces } from '../../shared/package/sshsig.ts'
import { checkNames, findingCodes, verdictCodes } from '../../shared/package/verdict.ts'

const text = readFileSync(new URL('../../docs/package-format.md', import.meta.url), 'utf8')

describe('docs/package-format.md', () => {
  it('names every verdict, fault, finding, check, namespace and file', () => {
    const words = [...verdictCodes, ...packageFaults, ...findingCodes, ...namespaces, ...commonFiles, ...Object.values(contentFiles).map((files) => files.main)]
    expect(words.filter((word) => !text.includes(`\`${word}\``) && !text.includes(`\`${word}`))).toEqual([])
    expect(checkNames.filter((name) => !text.includes(`**${name}**`))).toEqual([])
    expect(packageContents.filter((content) => !text.includes(content))).toEqual([])
  })

  it('names the verdicts in their order, and no fault that does not exist', () => {
    const table = text.slice(text.indexOf('## 9.'), text.indexOf('Faults, a closed list'))
    expect([...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1])).toEqual([...verdictCodes])
    const faults = text.slice(text.indexOf('Faults, a closed list'), text.indexOf('## 10.'))
    const named = faults.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z0-9-]+)`/g)].map((match) => match[1]))
    expect([...named].sort()).toEqual([...packageFaults].sort())
  })

  it('has schemas that say what the code checks', async () => {
    const schemas = { reportManifest: reportManifestSchema, evidenceManifest: evidenceManifestSchema, auditManifest: auditManifestSchema, keys: keysJsonSchema, keyChange: keyChangeSchema, keyRequest: keyRequestSchema, keyCertificate: keyCertificateSchema, evidence: evidenceJsonSchema, receipt: receiptSchema }
    const document = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'JSON files of the Cofferdam package, version 1',
      $defs: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' })])),
    }
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../docs/package-schemas.json')
  })
})
