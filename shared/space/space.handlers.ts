import type { Handlers } from '../contract/handler.ts'
import type { Ports } from '../ports/ports.ts'
import { writingFaults, type spaceContract } from './space.contract.ts'

/** Handlers that tell how much room there is. */
export function spaceHandlers({ space }: Pick<Ports, 'space'>): Handlers<typeof spaceContract> {
  return {
    'space.look': {
      run: async () => {
        const { freeBytes, level, writing } = await space.look()
        return { freeBytes, level, writing: writingFaults.find((code) => code === writing) ?? null }
      },
    },
  }
}
