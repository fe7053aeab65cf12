import { expect, test } from 'vitest'
import type { LifecycleCall } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import type { Ports } from '../ports/ports.ts'
import { fileHandlers } from './file.handlers.ts'

const call = { actor: 'p', session: { id: 's', who: { kind: 'nobody' } } } as unknown as LifecycleCall
const piece = (file: string, index: number) => ({ file, index, bytes: 'AAAA' })

/** A disk with room for so many bytes, and a staging that only counts. */
function start(room: number) {
  const told: string[] = []
  let free = room
  let begun = 0
  const staging = {
    begin: () => `f${String((begun += 1))}`,
    info: () => ({}),
    append: ({ staged, index, bytes }: { staged: string; index: number; bytes: Uint8Array }) => {
      free -= bytes.length
      told.push(`${staged} ${String(index)}`)
    },
    drop: ({ staged }: { staged: string }) => told.push(`drop ${staged}`),
  }
  const space = {
    require: async (bytes: number) => {
      // Later looks at the disk may be quicker than earlier ones.
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 5 - told.length)))
      if (bytes > free) throw new DomainError('space-low')
    },
  }
  return { files: fileHandlers({ staging, space } as unknown as Pick<Ports, 'staging' | 'space'>), told }
}

test('files that were begun while there was room do not fill the disk together', async () => {
  const { files, told } = start(6)
  const begin = () => files['files.begin'].run({ name: 'x', mediaType: 'x', size: 6, purpose: 'inspection' }, call)
  const [one, two] = [await begin(), await begin()]
  await files['files.append'].run(piece(one.file, 0), call)
  await files['files.append'].run(piece(two.file, 0), call)
  await expect(files['files.append'].run(piece(two.file, 1), call)).rejects.toThrow('space-low')
  expect(told).toEqual(['f1 0', 'f2 0', 'drop f2'])
})

test('pieces keep their order', async () => {
  const { files, told } = start(30)
  const { file } = await files['files.begin'].run({ name: 'x', mediaType: 'x', size: 30, purpose: 'inspection' }, call)
  await Promise.all([0, 1, 2, 3].map(async (index) => files['files.append'].run(piece(file, index), call)))
  expect(told).toEqual(['f1 0', 'f1 1', 'f1 2', 'f1 3'])
})
