/**
 * The windows: opened where they stood, shown at first paint, reloaded when their page dies.
 *
 * DWN1  A window shows nothing before its page has painted, over the theme's own ground.
 * DWN2  A page that crashes or hangs is loaded again; its words are in the engine's log.
 */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Settings } from '../../shared/ipc/main-contract.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { appPage } from './app-address.ts'
import { restartDelay } from './restart-delay.ts'
import type { Place, SettingsFile } from './settings.ts'
import { boundsFor, smallestWindow } from './window-place.ts'

/** The `desk` ground of each theme (renderer tokens), shown until the first paint. */
const ground = { light: '#f5f4f0', dark: '#131210' } as const

/** How long a page may hang before it is loaded again, in milliseconds. */
const patience = 15_000

export class Windows {
  readonly #settings: SettingsFile
  readonly #devPage: string | null
  readonly #open = new Map<BrowserWindow, StoryId | null>()
  #shown = false
  #quitting = false

  constructor(settings: SettingsFile, devPage: string | null) {
    this.#settings = settings
    this.#devPage = devPage
    app.on('before-quit', () => {
      this.#keepPlaces()
      this.#quitting = true
    })
  }

  /** Opens what was open at the last quit. */
  reopen(): void {
    const [first, ...rest] = this.#settings.places()
    this.open(null, first ?? null)
    for (const place of rest) this.open(place.story, place)
  }

  open(story: StoryId | null, place: Place | null = null): BrowserWindow {
    const primary = screen.getPrimaryDisplay()
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
    const window = new BrowserWindow({
      ...boundsFor(
        place,
        [primary, ...others].map(({ workArea }) => workArea),
      ),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      show: false,
      title: 'Copydesk',
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
      webPreferences: {
        preload: join(import.meta.dirname, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // Chromium would download dictionaries elsewhere; macOS brings its own.
        spellcheck: process.platform === 'darwin',
      },
    })
    if (place?.maximized) window.maximize()
    this.#open.set(window, story)
    this.#follow(window)
    void window.loadURL(this.#address(story))
    return window
  }

  /** The window a menu or a global key speaks to. */
  focused(): BrowserWindow | null {
    return BrowserWindow.getFocusedWindow() ?? [...this.#open.keys()].at(-1) ?? null
  }

  /** Brings a window forward, opening one if need be. */
  summon(): BrowserWindow {
    const window = this.focused() ?? this.open(null)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    return window
  }

  broadcast(settings: Settings): void {
    for (const window of this.#open.keys()) {
      window.webContents.send('copydesk:settings', settings)
      window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? ground.dark : ground.light)
    }
  }

  #address(story: StoryId | null): string {
    const page = this.#devPage ?? appPage
    return story ? `${page}?story=${story}` : page
  }

  #follow(window: BrowserWindow): void {
    window.once('ready-to-show', () => {
      window.show()
      if (!this.#shown) console.log('copydesk: first window shown')
      this.#shown = true
    })
    window.on('close', () => {
      if (!this.#quitting) this.#keepPlaces()
    })
    window.on('closed', () => this.#open.delete(window))
    window.webContents.on('page-title-updated', (event) => event.preventDefault())
    this.#reviveWhenDead(window)
  }

  #reviveWhenDead(window: BrowserWindow): void {
    const deaths: number[] = []
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return
      console.error(`copydesk: a page ended (${reason}, ${exitCode}); loading it again`)
      const now = Date.now()
      deaths.push(now)
      setTimeout(
        () => {
          if (!window.isDestroyed()) window.webContents.reload()
        },
        restartDelay(deaths, now),
      )
    })
    let hanging: NodeJS.Timeout | undefined
    window.on('unresponsive', () => {
      clearTimeout(hanging)
      // Ends in `render-process-gone`, which loads the page again.
      hanging = setTimeout(() => window.webContents.forcefullyCrashRenderer(), patience)
    })
    window.on('responsive', () => clearTimeout(hanging))
    window.on('closed', () => clearTimeout(hanging))
  }

  #keepPlaces(): void {
    const places = [...this.#open].map(([window, story]): Place => {
      const { x, y, width, height } = window.getNormalBounds()
      return { x, y, width, height, maximized: window.isMaximized(), story }
    })
    if (places.length > 0) this.#settings.keepPlaces(places)
  }
}
