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
  report(ok: boolean): TourReport
}

/** Starts with an empty out/tour/. */
export function aRecorder(): Recorder {
  rmSync(tourFolder, { recursive: true, force: true })
  mkdirSync(tourFolder, { recursive: true })
  const steps: TourStep[] = []
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
        throw error
      }
    },
    async shot(page, name, whole = false) {
      shots += 1
      const file = `${String(shots).padStart(2, '0')}-${name}.png`
      await page.screenshot({
        path: join(tourFolder, file),
        fullPage: whole,
        animations: 'disabled',
      })
    },
    report(ok) {
      const report: TourReport = { ok, steps }
      writeFileSync(join(tourFolder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
      return report
    },
  }
}
