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
  const folder = scratchFolder(cast.onEnd, 'clock')
  const script = join(folder, 'a-day-behind.cjs')
  writeFileSync(script, aDayBehind)
  const engineFirst = join(folder, 'engine.mjs')
  writeFileSync(
    engineFirst,
    "import './a-day-behind.cjs'\nimport { pathToFileURL } from 'node:url'\nawait import(pathToFileURL(process.argv[2]).href)\n",
  )
  const desk = await aDeskAt(cast, cast.server.url, { person: 'nadia' })
  const { app, page } = desk
  await writeStory(page, 'A clock that is a day behind', ['Fog closed the harbour.'])
  await onServer(page)
  // The next engine is started with it, and the page loaded with it.
  await app.evaluate(({ utilityProcess }, first) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (path, args, options) => fork(first, [path, ...(args ?? [])], options)
  }, engineFirst)
  const dead = await desk.killEngine()
  await desk.nextEngine(dead)
  await page.addInitScript(aDayBehind)
  await page.reload()
  await page.locator('.status-clock-off').waitFor({ timeout: 30_000 })
  await inEveryLook(cast, page, 'clock-off', () => openOutbox(page))
}
