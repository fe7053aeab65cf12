import { act, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { memoryLocation } from 'wouter/memory-location'
import { createApi } from '../api/api.ts'
import type { Api } from '../api/api.ts'
import { ApiProvider } from '../api/hooks.ts'
import { Providers } from '../app/Providers.tsx'
import type { Language } from '../app/i18n/i18n.ts'
import { addInsideTexts } from '../app/i18n/inside-texts.ts'
import { createClient } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import type { ErrorCode, ErrorDetails } from '../../shared/contract/error.ts'
import type { Request } from '../../shared/contract/wire.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
// jsdom has neither layout nor idle time nor media: light, plenty of room, nothing asked for.
if (typeof window !== 'undefined' && typeof window.matchMedia !== 'function') {
  window.matchMedia = (query: string) =>
    ({ matches: query.includes('min-width'), media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList
  Element.prototype.scrollTo = () => undefined
  window.requestIdleCallback = (run) => window.setTimeout(run, 0)
  window.cancelIdleCallback = (handle) => window.clearTimeout(handle)
}

/** A refusal that a fake core answers with. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** An API over a fake core: `answer` returns the value of a call or throws `Refusal`. */
export function fakeApi(answer: (request: Request) => unknown): Api {
  return createApi(
    createClient<AppContract>((request) => {
      try {
        return Promise.resolve(JSON.stringify({ id: request.id, ok: true, value: answer(request) }))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return Promise.resolve(JSON.stringify({ id: request.id, ok: false, error: { code: error.code, details: error.details } }))
      }
    }),
  )
}

/** What a test gets back. */
export interface Rendered {
  readonly container: HTMLElement
  /** Draws something else in the same place. */
  show(element: ReactNode): Promise<void>
  remove(): Promise<void>
}

/** The texts that an open record has. */
function AllTexts({ children }: { readonly children: ReactNode }): ReactNode {
  const { i18n } = useTranslation()
  useState(() => addInsideTexts(i18n))
  return children
}

/** Draws an element with everything around it that the app gives: theme, texts, routes, API. */
export async function render(element: ReactElement, options: { readonly language?: Language; readonly api?: Api; readonly path?: string } = {}): Promise<Rendered> {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const { hook } = memoryLocation({ path: options.path ?? '/' })
  const api = options.api ?? fakeApi(() => ({}))
  const show = (content: ReactNode): Promise<void> =>
    act(async () => {
      root.render(
        <Providers systemLanguage={options.language ?? 'en'} locationHook={hook}>
          <AllTexts>
            <ApiProvider value={api}>{content}</ApiProvider>
          </AllTexts>
        </Providers>,
      )
      await settled()
    })
  await show(element)
  return {
    container,
    show,
    remove: () =>
      act(async () => {
        root.unmount()
        container.remove()
        await settled()
      }),
  }
}

/** Lets promises and effects finish. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

/** The element with this role and accessible name (text, aria-label or label); fails loudly when there is none. */
export function byRole<E extends HTMLElement = HTMLElement>(role: string, name: string | RegExp): E {
  const selector = selectors[role] ?? `[role="${role}"]`
  const all = [...document.querySelectorAll<E>(selector)].filter((element) => fits(nameOf(element), name))
  const [only] = all
  if (only === undefined) throw new Error(`no ${role} "${String(name)}" in:\n${document.body.textContent}`)
  return only
}

const selectors: Readonly<Record<string, string>> = {
  button: 'button, [role="button"]',
  textbox: 'input[type="text"], input:not([type]), textarea',
  radio: 'input[type="radio"]',
  checkbox: 'input[type="checkbox"]',
  heading: 'h1, h2, h3',
  row: 'tr',
  link: 'a[href]',
}

function fits(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text.trim() === name : name.test(text)
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label')
  if (label !== null) return label
  const own = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null
  return own !== null && own.length > 0 ? [...own].map((part) => part.textContent).join(' ') : (element.textContent ?? '')
}

/** Presses an element. */
export async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click()
    await settled()
  })
}

/** Types a whole text into a field, as React hears it. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  await act(async () => {
    const owner = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
    Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
  })
}

/** Presses a key on an element (default: what has the focus). */
export async function key(name: string, init: KeyboardEventInit = {}, target: Element = document.activeElement ?? document.body): Promise<void> {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...init }))
    await settled()
  })
}

/** Moves the focus. */
export async function focus(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.focus()
    await settled()
  })
}

/** Takes the focus away from an element. */
export async function blur(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.blur()
    await settled()
  })
}
