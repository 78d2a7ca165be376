/**
 * The shell: puts windows, menus, settings, secrets and the engine together. Does nothing itself,
 * so that windows never wait for it.
 *
 *     [main] → windows (sandboxed pages) · engine (utility process)
 *
 * DMQ1  Quitting waits until the engine has finished what it writes, and ends the app also in a moment
 *       when no engine runs.
 */
import { join } from 'node:path'
import { app, globalShortcut, nativeTheme, powerMonitor, safeStorage, session } from 'electron'
import type { MenuAction, Settings } from '../../shared/ipc/main-contract.ts'
import type { Start } from '../engine/parent-contract.ts'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { EngineProcess } from './engine-process.ts'
import { environment } from './environment.ts'
import { answerWindows } from './ipc.ts'
import { lockDown } from './lockdown.ts'
import { mainHandlers } from './main-handlers.ts'
import { putUpMenu } from './menu.ts'
import { openSecretKeeper } from './secret-keeper.ts'
import { openSettings } from './settings.ts'
import { findOnShelf } from './shelf-files.ts'
import { Windows } from './windows.ts'

/** The first window stands by then, on most machines. */
const settingsWait_ms = 3000

const env = environment(process.env, app.isPackaged)
if (env.userData) app.setPath('userData', env.userData)
registerAppScheme()

if (app.requestSingleInstanceLock()) void app.whenReady().then(run)
else app.quit()

function run(): void {
  const folder = app.getPath('userData')
  const settings = openSettings(folder)
  const secrets = openSecretKeeper(folder, safeStorage)
  let shelf: string | null = null

  const start = (): Start => ({
    kind: 'start',
    folder: join(folder, 'engine'),
    suggestedServer: env.suggestedServer,
    signIn: env.signIn,
    secret: secrets.get(),
    keepsSecrets: secrets.lasts,
    language: settings.get().language,
  })
  const engine = new EngineProcess({
    script: join(import.meta.dirname, 'engine.mjs'),
    start,
    onSecret: secrets.keep,
    onShelf: (next) => {
      shelf = next
    },
  })
  engine.start()

  nativeTheme.themeSource = settings.get().theme
  lockDown(session.defaultSession, env.devPage)
  serveApp(join(import.meta.dirname, 'renderer'), async (asset, size) => {
    const found = shelf === null ? null : await findOnShelf(shelf, asset, size)
    return found ?? engine.picture(asset, size)
  })
  const windows = new Windows(settings, env.devPage)
  const act = (action: MenuAction): void => {
    windows.focused()?.webContents.send('copydesk:menu-action', action)
  }
  const menu = (): void =>
    putUpMenu({
      settings: settings.get(),
      onAction: act,
      onChange: change,
      onNewWindow: () => windows.open(null),
      forDevelopers: !app.isPackaged,
    })
  const change = (wanted: Partial<Settings>): Settings => {
    const before = settings.get()
    const after = settings.change(wanted)
    if (after.theme !== before.theme) nativeTheme.themeSource = after.theme
    if (after.language !== before.language) {
      engine.tell({ kind: 'language', language: after.language })
    }
    if (after.language !== before.language || after.theme !== before.theme) menu()
    windows.broadcast(after)
    return after
  }
  answerWindows({
    handlers: mainHandlers({
      env,
      settings,
      change,
      openWindow: (story) => windows.open(story),
      keepsSignIn: secrets.lasts,
    }),
    wantEnginePort: (contents) => engine.connect(contents),
    devPage: env.devPage,
  })
  windows.reopen()

  app.on('second-instance', () => windows.summon())
  app.on('activate', () => windows.summon())
  app.on('window-all-closed', () => app.quit())
  endWithEngine(engine)
  setTimeout(() => void settings.warm(), settingsWait_ms)
  // What can wait until the first window is on its way.
  setImmediate(() => {
    menu()
    powerMonitor.on('resume', () => engine.tell({ kind: 'wake' }))
    globalShortcut.register('CommandOrControl+Shift+B', () => {
      windows.summon().webContents.send('copydesk:menu-action', 'breaking-line')
    })
  })
}

/** Quits only after the engine has finished what it was writing. */
function endWithEngine(engine: EngineProcess): void {
  let ended = false
  app.on('will-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void engine.stop().then(() => {
      ended = true
      // In a turn of its own: without an engine to wait for, Electron is still asking, and hears no quit.
      setImmediate(() => app.quit())
    })
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit())
}
