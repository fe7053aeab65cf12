import { argv, stdin, stdout } from 'node:process'
import { holdStore } from '../../db/lock.ts'

// Tries to hold a store and says so; holds it until it is ended.
const outcome = holdStore(argv[2] ?? '')
stdout.write(`${outcome.ok ? 'mine' : 'refused'}\n`)
if (outcome.ok) stdin.resume()
