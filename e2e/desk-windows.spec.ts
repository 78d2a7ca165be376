/** Windows of the desk: where they stood, what they show before the first paint, pages that die. */
import type { ElectronApplication } from 'playwright'
import { smallestWindow } from '../electron/main/window-place.ts'
import { root } from '../scripts/project.ts'
import type { CopydeskBridge } from '../shared/ipc/main-contract.ts'
import { anElectron } from './support/an-electron.ts'
import { startStory } from './support/desk-hands.ts'
import { setLook } from './support/look.ts'
import { expect, test } from './support/newsroom.ts'
import { scratchFolder } from './support/on-end.ts'
import { until } from './support/until.ts'

test('[DWN1] a window opens where it stood, over the ground of its theme', async ({ onEnd }) => {
  const folder = scratchFolder(onEnd, 'desk')
  const open = () => anElectron(onEnd, root, { COPYDESK_USER_DATA: folder })
  const first = await open()
  const page = await first.firstWindow()
  await page.evaluate(() => {
    const { copydesk } = window as unknown as { copydesk: CopydeskBridge }
    return copydesk.call('settings:set', { change: { theme: 'dark' } })
  })
  await first.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1010, height: 700 })
  })
  await until('the window to have its size', async () => (await boundsOf(first)).width === 1010)
  const left = await boundsOf(first)
  await first.close()
  const second = await open()
  await second.firstWindow()
  expect(await boundsOf(second)).toEqual(left)
  const ground = await second.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
  )
  expect(ground).toBe('#131210')
})

const boundsOf = (app: ElectronApplication): Promise<Electron.Rectangle> =>
  app.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows()
    if (!only) throw new Error('no window')
    return only.getBounds()
  })

test('in the smallest window the story keeps most of the room, and nothing of its bar is cut', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ person: 'nadia', ...smallestWindow })
  await startStory(page, 'Fog closes the harbour of Port Selim')
  await setLook(page, 'es', 'light')
  const bar = await page.locator('.stage-bar').evaluate((element) => {
    const { left, right } = element.getBoundingClientRect()
    const parts = [...element.querySelectorAll('button')].map((part) =>
      part.getBoundingClientRect(),
    )
    const isCut = parts.some((part) => part.width > 0 && (part.right > right || part.left < left))
    return { width: right - left, isCut }
  })
  expect(bar.isCut).toBe(false)
  expect(bar.width).toBeGreaterThan(smallestWindow.width * 0.4)
})

test('[DMQ1] the app ends when it is quit in a moment without an engine', async ({ openDesk }) => {
  const desk = await openDesk({ person: 'nadia' })
  const { app } = desk
  // Asked for now: once the app has ended, Playwright no longer knows its process.
  const electron = app.process()
  const ended = () => electron.exitCode !== null
  // After some deaths in a minute the next engine comes only after a while.
  for (let deaths = 1; deaths <= 5; deaths += 1) await desk.nextEngine(await desk.killEngine())
  await desk.killEngine()
  const quit = app.evaluate(async ({ app: desktop }) => {
    const isGone = () => !desktop.getAppMetrics().some(({ name }) => /engine/i.test(name ?? ''))
    while (!isGone()) await new Promise((resolve) => setTimeout(resolve, 10))
    desktop.quit()
  })
  // The answer may be cut off by what it asks for.
  quit.catch(() => undefined)
  await until('the app to end', ended, 20_000)
})

test('[DWN2] a page that crashes is loaded again', async ({ openDesk }) => {
  const { app } = await openDesk({ person: 'nadia' })
  const pageProcess = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
  const before = await pageProcess()
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  await until('the page to be back', async () => {
    const now = await pageProcess()
    if (!now || now === before) return false
    return await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.body.innerText.length > 20',
      ),
    )
  })
})

test('[DSK1] whoever signs in where there is no keyring is told that it lasts for this run', async ({
  openDesk,
}) => {
  const { app, page } = await openDesk()
  const keeps = await app.evaluate(
    ({ safeStorage }) =>
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  )
  await page.getByRole('textbox', { name: 'Password' }).waitFor()
  const told = page.getByText('What you write is saved on this device all the same.')
  await expect(told).toHaveCount(keeps ? 0 : 1)
})
