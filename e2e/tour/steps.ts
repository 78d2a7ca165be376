/** The tour's steps: each timed, each with its name in the report; the first that fails ends it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { root } from '../../scripts/project.ts'

export interface TourStep {
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  readonly error?: string
}
export interface TourReport {
  readonly ok: boolean
  readonly steps: readonly TourStep[]
}

export const tourFolder = join(root, 'out', 'tour')

export interface Recorder {
  /** Runs one step; throws what it throws, after writing it down. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>
  /** A numbered screenshot: out/tour/NN-name.png. */
  shot(page: Page, name: string, whole?: boolean): Promise<void>
  /** A window to be photographed when a step fails. */
  watch(page: Page, name: string): void
  report(ok: boolean): TourReport
}

/** Waits for the pictures that are on the screen; one that never comes fails the step. */
async function picturesShown(page: Page): Promise<void> {
  const onScreen = await page.evaluateHandle(
    () =>
      new Promise<HTMLImageElement[]>((resolve) => {
        const images = [...document.images]
        if (images.length === 0) resolve([])
        // It knows what scrolls out of a carousel, which a rectangle does not.
        const observer = new IntersectionObserver((entries) => {
          observer.disconnect()
          const seen = entries.filter(({ isIntersecting }) => isIntersecting)
          resolve(seen.map(({ target }) => target as HTMLImageElement))
        })
        for (const image of images) observer.observe(image)
      }),
  )
  await page.waitForFunction(
    (images) => images.every((image) => image.complete && image.naturalWidth > 0),
    onScreen,
  )
}

/** Lets a page fetch the pictures below the fold, then returns to its top. */
async function scrollThrough(page: Page): Promise<void> {
  for (const picture of await page.locator('img').all()) await picture.scrollIntoViewIfNeeded()
  await page.evaluate(() => window.scrollTo(0, 0))
}

/** Starts with an empty folder: out/tour/, if no other is named. */
export function aRecorder(folder = tourFolder): Recorder {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const steps: TourStep[] = []
  const watched: [Page, string][] = []
  const photograph = async () => {
    for (const [page, name] of watched) {
      const path = join(folder, `failed-${name}.png`)
      // A window that is gone has nothing to show; the step's own failure is what counts.
      await page.screenshot({ path, timeout: 5000 }).catch(() => {})
    }
  }
  let shots = 0
  return {
    async step(name, work) {
      const began = performance.now()
      const ms = () => Math.round(performance.now() - began)
      try {
        const answer = await work()
        steps.push({ name, ok: true, ms: ms() })
        return answer
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
        steps.push({ name, ok: false, ms: ms(), error: text })
        await photograph()
        throw error
      }
    },
    async shot(page, name, whole = false) {
      shots += 1
      const file = `${String(shots).padStart(2, '0')}-${name}.png`
      if (whole) await scrollThrough(page)
      await picturesShown(page)
      await page.screenshot({
        path: join(folder, file),
        fullPage: whole,
        animations: 'disabled',
      })
    },
    watch(page, name) {
      watched.push([page, name])
    },
    report(ok) {
      const report: TourReport = { ok, steps }
      writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
      return report
    },
  }
}
