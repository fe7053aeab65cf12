import type { Page } from '@playwright/test'

/** What cannot be reached at 200 % text on the smallest screen: 512 x 384 CSS pixels. Leaves the window at 1024 x 768. */
export async function findCutOff(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 512, height: 384 })
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const found = await page.evaluate(cutOff)
  await page.setViewportSize({ width: 1024, height: 768 })
  return found
}

/** What sticks out of the window to the right, where nobody can get at it. */
function cutOff(): string[] {
  const width = document.documentElement.clientWidth
  const found: string[] = []
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${String(document.documentElement.scrollWidth)} px wide`)
  const work = document.querySelector('main')
  if (work !== null && work.scrollWidth > work.clientWidth + 1) found.push(`the work is ${String(work.scrollWidth)} px wide in ${String(work.clientWidth)} px`)
  const bars = [...document.querySelectorAll('header, footer')].reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0)
  if (bars > document.documentElement.clientHeight / 4) found.push(`the bars take ${String(Math.round(bars))} of ${String(document.documentElement.clientHeight)} px`)
  return found
}
