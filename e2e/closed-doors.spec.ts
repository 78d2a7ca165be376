/** What a window may not do, whatever gets into its page. */
import { startStory } from './support/desk-hands.ts'
import { tapEngine } from './support/engine-tap.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'

test('[CD1] the page has no Node, no Electron and no sandbox to leave', async ({ openDesk }) => {
  const { page, app } = await openDesk({ person: 'nadia' })
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'global'].filter(
      (name) => name in window,
    ),
  )
  expect(found).toEqual([])
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
        // Not in Electron's types, but the only way to see what a window really runs with.
        (
          window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity }
    }),
  )
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    },
  ])
})

test('[CD2] the page can neither leave, nor open windows, nor ask for permissions', async ({
  openDesk,
  server,
}) => {
  const { page, app } = await openDesk({ person: 'nadia' })
  const address = page.url()
  await page.evaluate((url) => {
    window.location.href = url
  }, `${server.url}/en`)
  const opened = await page.evaluate(
    (url) => window.open(url, '_blank') !== null,
    `${server.url}/en`,
  )
  expect(opened).toBe(false)
  const permissions = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
      ),
    ),
  }))
  expect(permissions).toEqual({ notifications: 'denied', camera: 'denied', place: 'denied' })
  expect(page.url()).toBe(address)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('[CD3] no script runs that the app did not bring', async ({ openDesk, server }) => {
  const { page } = await openDesk({ person: 'nadia' })
  await page.evaluate((url) => {
    const refused: string[] = []
    Object.assign(window, { refused, ran: [] })
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(event.violatedDirective),
    )
    const inline = document.createElement('script')
    inline.textContent = 'window.ran.push("inline")'
    const foreign = document.createElement('script')
    foreign.src = `${url}/evil.js`
    const picture = document.createElement('img')
    picture.setAttribute('onerror', 'window.ran.push("attribute")')
    picture.src = 'copydesk://asset/none/thumb'
    const frame = document.createElement('iframe')
    frame.src = `${url}/en`
    const button = document.createElement('button')
    button.setAttribute('onclick', 'window.ran.push("handler")')
    const link = document.createElement('a')
    link.href = 'javascript:window.ran.push("address")'
    document.body.append(inline, foreign, picture, frame, button, link)
    button.click()
    link.click()
    fetch(`${url}/v1/health`).then(
      () => Object.assign(window, { fetched: true }),
      () => Object.assign(window, { fetched: false }),
    )
  }, server.url)
  await until('every door to be tried', () =>
    page.evaluate(() => {
      const seen = window as unknown as { refused: string[]; fetched?: boolean }
      return seen.fetched !== undefined && seen.refused.length >= 5
    }),
  )
  const outcome = await page.evaluate(() => {
    const { ran, fetched } = window as unknown as { ran: string[]; fetched: boolean }
    return { ran, fetched }
  })
  expect(outcome).toEqual({ ran: [], fetched: false })
})

test('[CD4] frames that are not ours reach neither main nor the engine', async ({ openDesk }) => {
  const { page } = await openDesk({ person: 'nadia' })
  await tapEngine(page)
  const inFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts')
    frame.srcdoc = '<p>a stranger</p>'
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
    const ports = window.engineTap?.ports
    return { ports, reachable: frame.contentDocument !== null }
  })
  expect(inFrame.reachable).toBe(false)
  const stranger = page.frames().find((frame) => frame !== page.mainFrame())
  expect(await stranger?.evaluate(() => 'copydesk' in window)).toBe(false)
})

const hostileHeadline = `<img src=x onerror="top.ran='headline'"> "quoted" & <b>bold</b>`

test('[CD5] the preview shows what was written as text, runs none of it and leads nowhere', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ person: 'nadia' })
  await startStory(page, hostileHeadline)
  await page.keyboard.press('Control+P')
  const preview = page.frameLocator('iframe.preview-frame')
  const headline = preview.locator('h1.headline')
  await headline.waitFor()
  expect(await headline.textContent()).toBe(hostileHeadline)
  const frame = page.frames().find((each) => each.url().endsWith('/preview.html'))
  expect(await frame?.evaluate(() => 'copydesk' in window)).toBe(false)
  // A click that got through would change the frame's address before the next question is answered.
  await preview
    .locator('.paper-name a')
    .first()
    .evaluate((link) => (link as HTMLElement).click())
  await preview
    .locator('.editions a')
    .last()
    .evaluate((link) => (link as HTMLElement).click())
  expect(frame?.url()).toBe('copydesk://app/preview.html')
  expect(page.url()).toBe('copydesk://app/index.html')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})
