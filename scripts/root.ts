import { fileURLToPath } from 'node:url'

/** The project folder, with a trailing separator. Scripts work from here, wherever they were started. */
export const root = fileURLToPath(new URL('..', import.meta.url))
