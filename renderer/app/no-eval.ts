import { config } from 'zod'

// zod tries `new Function` once to see whether it may compile its parsers. The policy of the page forbids it, and the try
// itself would be reported as a violation. Imported before every schema: a schema looks at this when it is made.
config({ jitless: true })
