import { connecting } from './connect.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/theme/fonts.css'
import { App } from './app/App.tsx'
import { systemLanguage } from './app/i18n/i18n.ts'
import { pageNonce } from './app/theme/ThemeRoot.tsx'
import { appParts } from './features/parts.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

const { api, access } = await connecting
createRoot(place).render(
  <StrictMode>
    <App api={api} access={access} parts={appParts} systemLanguage={systemLanguage(navigator.languages)} nonce={pageNonce()} />
  </StrictMode>,
)
