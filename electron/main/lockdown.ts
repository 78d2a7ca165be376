/**
 * What no window may do: leave our pages, open others, ask for devices, embed foreign content.
 * Navigation, new windows, webviews, downloads and permission requests are all denied; the real app
 * is held to it by `e2e/closed-doors.spec.ts`.
 */
import { app, type Session, type WebContents } from 'electron'
import { isAppPage } from './app-address.ts'

/** To be called before the first window. */
export function lockDown(session: Session, devPage: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  blockForeignRequests(session, devPage)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, devPage))
}

/** Pages load from our scheme only; the policy says so too, this holds even where it has a gap. */
function blockForeignRequests(session: Session, devPage: string | null): void {
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*', 'ftp://*/*']
  session.webRequest.onBeforeRequest({ urls }, ({ url }, answer) => {
    const { host } = new URL(url)
    answer({ cancel: devPage === null || host !== new URL(devPage).host })
  })
}

function lockContents(contents: WebContents, devPage: string | null): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event) => {
    if (devPage === null || !isAppPage(event.url, devPage)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isAppPage(event.url, devPage)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}
