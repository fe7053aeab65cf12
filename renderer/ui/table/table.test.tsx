import { afterEach, describe, expect, it, vi } from 'vitest'
import { byRole, focus, key, press, render, type } from '../../test-support/render.tsx'
import type { Rendered } from '../../test-support/render.tsx'
import { DataTable, matchesFilters } from './DataTable.tsx'
import type { DataColumn } from './DataTable.tsx'
import { nextRow } from './next-row.ts'
import { compareCells, foldText, matchesSearch } from './search.ts'

interface Pump {
  readonly id: string
  readonly name: string
  readonly hours: number | null
}
const columns: readonly DataColumn<Pump>[] = [
  { id: 'name', label: 'Name', value: (pump) => pump.name },
  { id: 'hours', label: 'Hours', value: (pump) => pump.hours, numeric: true },
]
const pumps: readonly Pump[] = [
  { id: 'a', name: 'Pump 10', hours: 5 },
  { id: 'b', name: 'Pump 9', hours: null },
  { id: 'c', name: 'Überlauf', hours: 70 },
]
const rowId = (pump: Pump): string => pump.id

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})
const names = (): readonly (string | null | undefined)[] => [...document.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')?.textContent)

describe('DataTable', () => {
  it('states how many are shown and how many are hidden', async () => {
    shown = await render(<DataTable label="Pumps" columns={columns} rows={pumps} rowId={rowId} />)
    expect(shown.container.textContent).toContain('3 entries')
    await type(byRole('textbox', 'Search in Pumps'), 'uber')
    expect(names()).toEqual(['Überlauf'])
    expect(shown.container.textContent).toContain('1 shown, 2 filtered out')
  })

  it('sorts as people do: up, down, not; nothing recorded always last', async () => {
    shown = await render(<DataTable label="Pumps" columns={columns} rows={pumps} rowId={rowId} initialSort={{ column: 'name' }} />)
    expect(names()).toEqual(['Pump 9', 'Pump 10', 'Überlauf'])
    await press(byRole('button', 'Hours'))
    expect(names()).toEqual(['Pump 10', 'Überlauf', 'Pump 9'])
    await press(byRole('button', 'Hours'))
    expect(names()).toEqual(['Überlauf', 'Pump 10', 'Pump 9'])
    expect(byRole('button', 'Hours').closest('th')?.getAttribute('aria-sort')).toBe('descending')
    await press(byRole('button', 'Hours'))
    expect(names()).toEqual(['Pump 10', 'Pump 9', 'Überlauf'])
  })

  it('is one stop of the Tab key; arrows move, Enter opens the row', async () => {
    const onOpen = vi.fn()
    shown = await render(<DataTable label="Pumps" columns={columns} rows={pumps} rowId={rowId} onOpen={onOpen} selected="b" />)
    const stops = [...document.querySelectorAll<HTMLElement>('tbody tr')].filter((row) => row.tabIndex === 0)
    expect(stops).toHaveLength(1)
    expect(stops[0]?.getAttribute('aria-selected')).toBe('true')
    await focus(stops[0] as HTMLElement)
    await key('ArrowDown')
    expect(document.activeElement?.textContent).toContain('Überlauf')
    await key('Home')
    expect(document.activeElement?.textContent).toContain('Pump 10')
    await key('Enter')
    expect(onOpen).toHaveBeenCalledWith(pumps[0])
  })

  it('shows what the list is for while there is nothing', async () => {
    shown = await render(<DataTable label="Pumps" columns={columns} rows={[]} rowId={rowId} empty={<p>Nothing yet</p>} />)
    expect(shown.container.textContent).toBe('Nothing yet')
  })

  it('widens within a group of chips and narrows across groups', () => {
    const filters = [
      { id: '1', label: '1', group: 'size', matches: (pump: Pump) => (pump.hours ?? 0) > 50 },
      { id: '2', label: '2', group: 'size', matches: (pump: Pump) => pump.hours === null },
      { id: '3', label: '3', matches: (pump: Pump) => pump.name.startsWith('Pump') },
    ]
    const found = (...pressed: string[]): string[] => pumps.filter((pump) => matchesFilters(pump, filters, pressed)).map(rowId)
    expect(found()).toEqual(['a', 'b', 'c'])
    expect(found('1', '2')).toEqual(['b', 'c'])
    expect(found('1', '2', '3')).toEqual(['b'])
  })

  it('keeps only a window of a long list in the page', async () => {
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400)
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800)
    const many = Array.from({ length: 5000 }, (_, index) => ({ id: String(index), name: `Pump ${index}`, hours: index }))
    shown = await render(<DataTable label="Pumps" columns={columns} rows={many} rowId={rowId} onOpen={() => undefined} />)
    const rows = document.querySelectorAll('tbody tr[data-index]')
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.length).toBeLessThan(100)
    expect(document.querySelector('table')?.getAttribute('aria-rowcount')).toBe('5001')
  })
})

describe('search', () => {
  it('folds case, accents and ß', () => {
    expect(foldText('Straße Überlauf ÉCLUSE')).toBe('strasse uberlauf ecluse')
  })
  it('needs every word, in any column and order', () => {
    expect(matchesSearch('nord pump', ['Pump 4', null, 'Zone Nord'])).toBe(true)
    expect(matchesSearch('nord valve', ['Pump 4', 'Zone Nord'])).toBe(false)
    expect(matchesSearch('   ', [])).toBe(true)
  })
  it('orders mixed cells', () => {
    const collator = new Intl.Collator('en', { numeric: true })
    expect(compareCells('Pump 9', 'Pump 10', collator)).toBeLessThan(0)
    expect(compareCells(null, 'x', collator)).toBeGreaterThan(0)
    expect(compareCells(3, 20, collator)).toBeLessThan(0)
  })
})

describe('nextRow', () => {
  it('stays within the list', () => {
    expect(nextRow('ArrowUp', 0, 5)).toBe(0)
    expect(nextRow('PageDown', 0, 5)).toBe(4)
    expect(nextRow('End', 0, 5)).toBe(4)
    expect(nextRow('a', 0, 5)).toBeNull()
  })
})
