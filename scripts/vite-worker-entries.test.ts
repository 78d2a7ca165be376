import { describe, expect, it } from 'vitest'
import { rewriteWorkerUrls } from './vite-worker-entries.ts'

describe('worker urls in a bundle', () => {
  it('point at the built worker beside the bundle, from whatever folder they were written', () => {
    expect(
      rewriteWorkerUrls(`new Worker(new URL('../media/crop.worker.ts', import.meta.url))`, 'mjs'),
    ).toBe(`new Worker(new URL('./crop.worker.mjs', import.meta.url))`)
    expect(rewriteWorkerUrls(`new URL("./a-b.worker.ts",\n  import.meta.url)`, 'js')).toBe(
      `new URL("./a-b.worker.js", import.meta.url)`,
    )
  })

  it('leaves every other url alone', () => {
    const code = `new URL('./picture.png', import.meta.url)`
    expect(rewriteWorkerUrls(code, 'js')).toBe(code)
  })
})
