import './app/no-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/theme/fonts.css'
import { App } from './app/App.tsx'
import { systemLanguage } from './app/i18n/i18n.ts'
import { pageNonce } from './app/theme/ThemeRoot.tsx'
import { installTrustedTypes } from './app/trusted-types.ts'
import { connectHost } from './api/host.ts'
import { appParts } from './features/parts.ts'

installTrustedTypes()

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

const { api, access } = await connectHost()
createRoot(place).render(
  <StrictMode>
    <App api={api} access={access} parts={appParts} systemLanguage={systemLanguage(navigator.languages)} nonce={pageNonce()} />
  </StrictMode>,
)
