import { describe, expect, it } from 'vitest'
import type { StoryPage, StoryRow } from '../../shared/ipc/rows.ts'
import { pageSize, RowWindow } from './row-window.ts'

const counts = { mine: 0, all: 0, drafts: 0, returned: 0, review: 0, live: 0, spiked: 0 }

/** A list of rows named by their number; answers wait until `answer()`. */
function aList(length: number) {
  let prefix = 'a'
  const asked: { offset: number; answer(): void }[] = []
  const fetch = (offset: number, limit: number) =>
    new Promise<StoryPage>((resolve) => {
      const names = Array.from({ length: Math.min(limit, length - offset) }, (_, at) => ({
        id: `${prefix}${offset + at}`,
      }))
      const page = { rows: names as unknown as StoryRow[], total: length, counts }
      asked.push({ offset, answer: () => resolve(page) })
    })
  return {
    fetch,
    asked,
    rename: (to: string) => {
      prefix = to
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
const idsOf = (window: RowWindow) => [...window.snapshot().rows.values()].map(({ id }) => id)

describe('row window', () => {
  it('[WN1] asks for the pages on screen only, each once', async () => {
    const list = aList(10_000)
    const window = new RowWindow(list.fetch)
    window.need(0, 12)
    window.need(3, 20)
    expect(list.asked.map(({ offset }) => offset)).toEqual([0])
    list.asked[0]!.answer()
    await settled()
    expect(window.snapshot().total).toBe(10_000)
    window.need(pageSize * 50, pageSize * 50 + 10)
    window.need(0, 5)
    expect(list.asked.map(({ offset }) => offset)).toEqual([0, pageSize * 50])
  })

  it('[WN2] shows the old rows until the new ones are all there', async () => {
    const list = aList(200)
    const window = new RowWindow(list.fetch)
    window.need(pageSize - 5, pageSize + 5)
    for (const { answer } of list.asked) answer()
    await settled()
    list.rename('b')
    void window.refresh()
    list.asked[2]!.answer()
    await settled()
    expect(idsOf(window).some((id) => id.startsWith('b'))).toBe(false)
    list.asked[3]!.answer()
    await settled()
    expect(idsOf(window).every((id) => id.startsWith('b'))).toBe(true)
  })

  it('[WN2] drops a page that was asked for before the list changed', async () => {
    const list = aList(200)
    const window = new RowWindow(list.fetch)
    window.need(0, 5)
    const late = list.asked[0]!
    list.rename('b')
    void window.refresh()
    list.asked[1]!.answer()
    await settled()
    late.answer()
    await settled()
    expect(idsOf(window).every((id) => id.startsWith('b'))).toBe(true)
  })

  it('answers a burst of changes with two rounds', async () => {
    const list = aList(10)
    const window = new RowWindow(list.fetch)
    void window.refresh()
    void window.refresh()
    void window.refresh()
    list.asked[0]!.answer()
    await settled()
    list.asked[1]!.answer()
    await settled()
    expect(list.asked).toHaveLength(2)
  })
})
