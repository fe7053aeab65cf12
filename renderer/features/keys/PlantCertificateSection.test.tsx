import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { byRole, fakeApi, press, Refusal, render, settled, type, type Rendered } from '../../test-support/render.tsx'
import { PlantCertificateSection } from './PlantCertificateSection.tsx'

const certificate = { id: 'a'.repeat(26), subject: 'CN=Wasserwerk Talau', issuer: 'CN=Plant CA', serial: '07', fingerprint: 'f'.repeat(64), keyKind: 'rsa', keyBits: 3072, from: 0, to: Date.UTC(2027, 0, 31, 12), takenAt: 0 }
let shown: Rendered | null = null
let value: { certificate: typeof certificate | null; state: string | null } = { certificate: null, state: null }
let finding = 'legacy-protection'
const sent = vi.fn()

const api = () =>
  fakeApi(({ name, input }) => {
    if (name === 'plantCertificate.show') return value
    if (name === 'files.begin') return { file: 'f'.repeat(26) }
    if (name === 'files.finish') return { size: 3, sha256: '0'.repeat(64) }
    if (name === 'plantCertificate.take') {
      sent(name, input)
      throw new Refusal('certificate-refused', { finding })
    }
    if (name === 'plantCertificate.remove') sent(name, input)
    return {}
  })

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn()
  value = { certificate: null, state: null }
  finding = 'legacy-protection'
  sent.mockClear()
})
afterEach(async () => {
  await shown?.remove()
  shown = null
})

async function show(manages = true): Promise<HTMLElement> {
  shown = await render(<PlantCertificateSection zone="UTC" manages={manages} />, { api: api() })
  await act(settled)
  return shown.container
}

function buttonIn(container: Element, name: string): HTMLButtonElement {
  const button = [...container.querySelectorAll('button')].find((one) => one.textContent === name)
  if (button === undefined) throw new Error(`no button ${name}`)
  return button
}

function fieldOf(dialog: Element, index: number): HTMLInputElement {
  const field = dialog.querySelectorAll<HTMLInputElement>('input[type=password]')[index]
  if (field === undefined) throw new Error('a field is missing')
  return field
}

async function choose(dialog: Element, name: string): Promise<void> {
  const input = dialog.querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('no field for a file')
  Object.defineProperty(input, 'files', { configurable: true, value: [new File(['abc'], name)] })
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await settled()
  })
  await act(settled)
}

describe('the certificate of the plant', () => {
  it('says that nothing is missing while there is none, and offers nothing to those who may not change keys', async () => {
    const container = await show(false)
    expect(container.textContent).toContain('nothing is missing for that')
    expect(container.querySelectorAll('button')).toHaveLength(0)
  })

  it('tells a refused file in a sentence, with the lines that make another one of it', async () => {
    const container = await show()
    await press(buttonIn(container, 'Take in a certificate'))
    const dialog = byRole('dialog', /certificate of the plant/)
    await press(buttonIn(dialog, 'Take in the certificate'))
    expect(dialog.textContent).toContain('Please choose the file.')
    expect(sent).not.toHaveBeenCalled()
    await choose(dialog, 'werk.pfx')
    await type(fieldOf(dialog, 0), 'of the file')
    await type(fieldOf(dialog, 1), 'mine')
    await press(buttonIn(dialog, 'Take in the certificate'))
    await act(settled)
    expect(sent).toHaveBeenCalledWith('plantCertificate.take', { file: 'f'.repeat(26), password: 'of the file', passphrase: 'mine' })
    expect(dialog.querySelector('pre')?.textContent).toBe('openssl pkcs12 -legacy -in werk.pfx -out plant.pem\nopenssl pkcs12 -export -in plant.pem -out new.p12')
    finding = 'wrong-password'
    await press(buttonIn(dialog, 'Take in the certificate'))
    await act(settled)
    expect(dialog.textContent).toContain('The password of the file does not fit.')
    expect(dialog.querySelector('pre')).toBeNull()
  })

  it.each([
    ['valid', null],
    ['ending', 'Ask for a new one now'],
    ['expired', 'Reports are released as before'],
    ['not-yet-valid', 'Until then'],
    ['uncertain', 'Compare the clock with a watch'],
  ])('shows one that is %s', async (state, words) => {
    value = { certificate, state }
    const container = await show()
    for (const text of ['CN=Wasserwerk Talau', 'CN=Plant CA', 'RSA, 3072 bits', '31 Jan 2027', 'f'.repeat(64)]) expect(container.textContent).toContain(text)
    if (words !== null) expect(container.textContent).toContain(words)
  })

  it('is removed with a reason and the own passphrase', async () => {
    value = { certificate, state: 'valid' }
    const container = await show()
    await press(buttonIn(container, 'Remove the certificate'))
    const dialog = byRole('dialog', /Remove the certificate/)
    await press(buttonIn(dialog, 'Remove the certificate'))
    expect(dialog.textContent).toContain('Please say why.')
    expect(sent).not.toHaveBeenCalled()
    const reason = dialog.querySelector<HTMLTextAreaElement>('textarea:not([aria-hidden])')
    if (reason === null) throw new Error('no field for the reason')
    await type(reason, 'a new one comes')
    await type(fieldOf(dialog, 0), 'mine')
    await press(buttonIn(dialog, 'Remove the certificate'))
    expect(sent).toHaveBeenCalledWith('plantCertificate.remove', { certificate: certificate.id, reason: 'a new one comes', passphrase: 'mine' })
  })
})
