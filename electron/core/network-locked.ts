import { lockNetwork } from './network-lock.ts'

// Imported first, so that no module of the process is loaded before the lock is on.
lockNetwork()
