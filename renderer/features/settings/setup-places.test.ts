import { describe, expect, it } from 'vitest'
import { setupTasks } from '../../../shared/store/store.contract.ts'
import { inSetupOrder, nextSetupTask, setupPages, setupPath } from './setup-places.ts'

describe('set-up', () => {
  it('leads from the recovery sheet to the key card to the entity, and then to what is left', () => {
    expect(nextSetupTask(setupTasks, 'recovery-sheet')).toBe('key-card')
    expect(nextSetupTask(['country', 'registration-number', 'recipient'], 'key-card')).toBe('country')
    expect(nextSetupTask(['registration-number', 'recipient'], 'entity')).toBe('recipient')
    expect(nextSetupTask(['recipient'], 'contacts')).toBeNull()
    expect(nextSetupTask([], 'you')).toBeNull()
  })

  it('has a place for every task and loses none', () => {
    expect([...inSetupOrder(setupTasks)].sort()).toEqual([...setupTasks].sort())
    expect(Object.keys(setupPages).sort()).toEqual([...setupTasks].sort())
    expect(setupPath('recipient')).toBe('/settings/contacts')
  })
})
