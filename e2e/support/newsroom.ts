/** What every end-to-end test starts from: one running sample newsroom, desks and readers on demand. */

import type { Page } from 'playwright'
import { test as base } from 'playwright/test'
import { type ADesk, aDesk, type DeskOptions } from './a-desk.ts'
import { aReader, type ReaderOptions } from './a-reader.ts'
import { type AServer, aServer } from './a-server.ts'
import { anEnding, type OnEnd } from './on-end.ts'

interface ForEachTest {
  /** Undone after the test, last first. */
  readonly onEnd: OnEnd
  /** Opens a desk of the sample newsroom. */
  readonly openDesk: (options?: Partial<DeskOptions>) => Promise<ADesk>
  /** Opens a reader's browser on a path of the published site. */
  readonly openReader: (path: string, options?: ReaderOptions) => Promise<Page>
}
interface ForEachWorker {
  /** Shared by the tests of a worker: a test leaves it usable for the next one. */
  readonly server: AServer
}

export const test = base.extend<ForEachTest, ForEachWorker>({
  server: [
    // Playwright reads the names of the parameters: it wants a pattern, even an empty one.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const { onEnd, end } = anEnding()
      try {
        await use(await aServer(onEnd))
      } finally {
        await end()
      }
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  onEnd: async ({}, use) => {
    const { onEnd, end } = anEnding()
    try {
      await use(onEnd)
    } finally {
      await end()
    }
  },
  openDesk: async ({ onEnd, server }, use) => {
    await use((options = {}) => aDesk(onEnd, { server: server.url, ...options }))
  },
  openReader: async ({ onEnd, server }, use) => {
    await use(async (path, options) => {
      const page = await aReader(onEnd, options)
      await page.goto(new URL(path, server.url).href)
      return page
    })
  },
})

export { expect } from 'playwright/test'
