/** A computer whose clock is a day behind: every process of the desk believes it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratchFolder } from '../../support/on-end.ts'
import { aDeskAt, type FaultCast, inEveryLook, onServer, openOutbox, writeStory } from './stage.ts'

const aDayBehind = `{
  const Real = globalThis.Date
  const now = () => Real.now() - 86400000
  globalThis.Date = class extends Real {
    constructor(...parts) { if (parts.length > 0) super(...parts); else super(now()) }
    static now() { return now() }
  }
}`

/** What the desk says when its clock cannot be right. */
export async function clockScreens(cast: FaultCast): Promise<void> {
  const script = join(scratchFolder(cast.onEnd, 'clock'), 'a-day-behind.cjs')
  writeFileSync(script, aDayBehind)
  const desk = await aDeskAt(cast, cast.server.url, { person: 'nadia' })
  const { app, page } = desk
  await writeStory(page, 'A clock that is a day behind', ['Fog closed the harbour.'])
  await onServer(page)
  // The next engine is started with it, and the page loaded with it.
  await app.evaluate(({ utilityProcess }, file) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (path, args, options) =>
      fork(path, args, { ...options, execArgv: ['--require', file] })
  }, script)
  const dead = await desk.killEngine()
  await desk.nextEngine(dead)
  await page.addInitScript(aDayBehind)
  await page.reload()
  await page.locator('.status-clock-off').waitFor({ timeout: 30_000 })
  await inEveryLook(cast, page, 'clock-off', () => openOutbox(page))
}
