import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeCertificates } from '../../electron/core/certificates.ts'
import { nodeHash } from '../../electron/core/crypto.ts'
import { createPdfRenderer } from '../../electron/core/pdf.ts'
import { readPkcs12 } from '../../electron/core/pkcs12.ts'
import { concatBytes, utf8 } from '../../shared/package/bytes.ts'
import type { CmsSigner } from '../../shared/plant-certificate/cms.ts'
import { PdfNotSignable } from '../../shared/plant-certificate/pdf-increment.ts'
import { judgePdf, signPdf } from '../../shared/plant-certificate/pdf-signature.ts'
import { reportDocument } from '../../shared/report/report-sheet.ts'
import { boundsIn, CertificateMaker, filePassword, hasOpenssl } from '../support/plant-certificates.ts'
import { earlyWarning, sampleReport } from './samples.ts'

const has = (program: string, probe: string): boolean => {
  const found = spawnSync(program, [probe]).error === undefined
  if (!found) process.stdout.write(`not-run: ${program}\n`)
  return found
}
const pdfsig = has('pdfsig', '-v')
const qpdf = has('qpdf', '--version')

const maker = new CertificateMaker()
const ports = { hash: nodeHash, certificates: nodeCertificates }
/** Some minutes from now: the certificates begin when the test does. */
const at = Date.now() + 300_000
let plain = new Uint8Array()
const signers = new Map<string, CmsSigner>()

async function signerOf(name: string, key: readonly string[]): Promise<CmsSigner> {
  const read = await readPkcs12(maker.make(name, { key }), filePassword, boundsIn(0.1))
  if (read.refusal !== null) throw new Error(read.refusal)
  const { certificate, chain, privateKey, facts } = read
  return { kind: facts.key.kind === 'ec' ? 'ec' : 'rsa', certificate, chain, sign: (message) => nodeCertificates.sign(privateKey, message) }
}

beforeAll(async () => {
  const renderer = createPdfRenderer(join(import.meta.dirname, '../../assets/fonts'))
  plain = new Uint8Array(await renderer.render(reportDocument(sampleReport('early-warning', earlyWarning), 'en'), at, [{ name: 'report.json', mediaType: 'application/json', bytes: utf8('{}') }]))
  if (!hasOpenssl) return
  signers.set('rsa', await signerOf('rsa', ['-newkey', 'rsa:3072']))
  signers.set('p256', await signerOf('p256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']))
}, 60_000)
afterAll(() => {
  maker.remove()
})

const signed = (name = 'rsa'): Uint8Array => signPdf(plain, at, signerFor(name), nodeHash)

function signerFor(name: string): CmsSigner {
  const signer = signers.get(name)
  if (signer === undefined) throw new Error(`no signer ${name}`)
  return signer
}

/** The four numbers, read by other means than the product's. */
function ranges(pdf: Uint8Array): readonly number[] {
  return (/\/ByteRange \[([\d ]+)\]/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? '').trim().split(/\s+/).map(Number)
}

function changedAt(pdf: Uint8Array, index: number): Uint8Array {
  const copy = pdf.slice()
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

it('a PDF without a signature is told to have none', () => {
  expect(judgePdf(plain, ports)).toBeNull()
  expect(judgePdf(new Uint8Array(), ports)).toBeNull()
})

describe.runIf(hasOpenssl)('a signed report', () => {
  it.each(['rsa', 'p256'])('begins with the bytes of the unsigned one, and holds: %s', (name) => {
    const pdf = signed(name)
    expect(Buffer.compare(pdf.subarray(0, plain.length), plain)).toBe(0)
    expect(judgePdf(pdf, ports)).toMatchObject({ state: 'valid', certificate: { subject: 'C=DE, O=Zweckverband, CN=Wasserwerk Talau', issuer: 'C=DE, O=Zweckverband, CN=Wasserwerk Talau' } })
    const [zero, first = 0, second = 0, length = 0] = ranges(pdf)
    expect([zero, pdf[first], pdf[second - 1], second + length]).toEqual([0, 0x3c, 0x3e, pdf.length])
  })

  it('is the same to the last byte each time', () => {
    expect(Buffer.compare(signed(), signed())).toBe(0)
  })

  it('is not signed where the PDF is of another form', () => {
    const bad = [new Uint8Array(), utf8('%PDF'), plain.slice(0, -20), plain.slice(10), signed()]
    for (const pdf of bad) expect(() => signPdf(pdf, at, signerFor('rsa'), nodeHash)).toThrow(PdfNotSignable)
  })

  it('is changed by any byte that is signed, and by anything added', () => {
    const pdf = signed()
    const [, first = 0, second = 0] = ranges(pdf)
    fc.assert(
      fc.property(fc.nat({ max: pdf.length - 1 }), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const copy = pdf.slice()
        copy[index] = (copy[index] ?? 0) ^ change
        const state = judgePdf(copy, ports)?.state
        // A digit of the signature may be written in capitals: it is the same number.
        if (index > first && index < second - 1 && String.fromCharCode(copy[index] ?? 0).toLowerCase() === String.fromCharCode(pdf[index] ?? 0)) return state === 'valid'
        return state !== 'valid'
      }),
      { numRuns: 300 },
    )
    expect(judgePdf(concatBytes(pdf, utf8('\n')), ports)?.state).toBe('changed')
    expect(judgePdf(changedAt(pdf, 200), ports)).toEqual({ state: 'changed', certificate: null })
    expect(judgePdf(changedAt(pdf, second + 20), ports)?.state).toBe('changed')
  })

  it('whose signature is replaced by anything is not valid', () => {
    const pdf = signed()
    const [, first = 0] = ranges(pdf)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1500 }), (bytes) => {
        const copy = pdf.slice()
        copy.set(utf8(Buffer.from(bytes).toString('hex')), first + 1)
        return bytes.length === 0 || judgePdf(copy, ports)?.state !== 'valid'
      }),
      { numRuns: 200 },
    )
  })

  it.runIf(pdfsig).each(['rsa', 'p256'])('is verified by pdfsig, which notices a changed byte: %s', (name) => {
    const good = maker.run('pdfsig', '-nocert', maker.write(`${name}.pdf`, signed(name))).said
    expect(good).toContain('Signature Validation: Signature is Valid.')
    expect(good).toContain('Signature Type: ETSI.CAdES.detached')
    expect(good).toContain('Total document signed')
    expect(good).toContain('Wasserwerk Talau')
    for (const index of [200, 5000]) {
      expect(maker.run('pdfsig', '-nocert', maker.write('bad.pdf', changedAt(signed(name), index))).said).not.toContain('Signature is Valid')
    }
  })

  it.each(['rsa', 'p256'])('is verified by OpenSSL over the signed bytes, which notices a changed byte: %s', (name) => {
    const pdf = signed(name)
    const [, first = 0, second = 0, length = 0] = ranges(pdf)
    const content = concatBytes(pdf.subarray(0, first), pdf.subarray(second, second + length))
    maker.write('signature.der', new Uint8Array(Buffer.from(Buffer.from(pdf.subarray(first + 1, second - 1)).toString('latin1'), 'hex')))
    const verify = (bytes: Uint8Array) => {
      maker.write('content', bytes)
      return maker.run('openssl', 'cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', 'signature.der', '-content', 'content', '-CAfile', `${name}.pem`, '-purpose', 'any', '-out', '/dev/null')
    }
    expect(verify(content)).toMatchObject({ status: 0, said: expect.stringContaining('CAdES Verification successful') as string })
    expect(verify(changedAt(content, 300)).status).not.toBe(0)
    expect(verify(changedAt(content, first + 30)).status).not.toBe(0)
  })

  it.runIf(qpdf)('is a sound PDF to qpdf', () => {
    expect(maker.run('qpdf', '--check', maker.write('checked.pdf', signed()))).toMatchObject({ status: 0 })
  })

  it.runIf(has('pdftotext', '-v'))('reads like the unsigned one', () => {
    const text = (name: string, bytes: Uint8Array): string => maker.run('pdftotext', maker.write(name, bytes), '-').said
    expect(text('signed.pdf', signed())).toBe(text('plain.pdf', plain))
  })
})
