/** A reader's browser: the Chromium of the Electron runtime around one web page, nothing of ours. */
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { root } from '../../scripts/project.ts'
import { anElectron } from './an-electron.ts'
import { type OnEnd, scratchFolder } from './on-end.ts'

export interface ReaderOptions {
  readonly width?: number
  readonly height?: number
  readonly javaScript?: boolean
}

export interface Browser {
  readonly app: ElectronApplication
  readonly page: Page
}

/** Opens a browser with an empty profile; use the page's `goto`. */
export async function aBrowser(onEnd: OnEnd, options: ReaderOptions = {}): Promise<Browser> {
  const profile = scratchFolder(onEnd, 'reader')
  const app = await anElectron(onEnd, join(root, 'e2e', 'support', 'reader-app'), {
    READER_PROFILE: profile,
    READER_WIDTH: String(options.width ?? 1280),
    READER_HEIGHT: String(options.height ?? 960),
    READER_JAVASCRIPT: options.javaScript === false ? 'off' : 'on',
  })
  return { app, page: await app.firstWindow() }
}

/** The page of a new browser. */
export const aReader = async (onEnd: OnEnd, options: ReaderOptions = {}): Promise<Page> =>
  (await aBrowser(onEnd, options)).page
