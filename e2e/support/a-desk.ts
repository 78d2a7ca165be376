/** A desk: the real app in its own user data folder, driven as a person drives it. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { root } from '../../scripts/project.ts'
import { anElectron } from './an-electron.ts'
import { type OnEnd, scratchFolder } from './on-end.ts'
import { killHard } from './processes.ts'
import { type SamplePerson, samplePassword, samplePeople } from './sample-people.ts'
import { until } from './until.ts'

export interface ADesk {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** Process id of the engine that runs now. */
  enginePid(): Promise<number>
  /** SIGKILL to the engine; answers the pid that died. */
  killEngine(): Promise<number>
  /** The engine that main starts in its place. */
  nextEngine(dead: number): Promise<number>
  screenshot(file: string): Promise<void>
}

export interface DeskOptions {
  readonly server: string
  /** Signed in without asking; without it the first-run screen is shown. */
  readonly person?: SamplePerson
  /** Folder of an earlier desk, to open what it left. */
  readonly userData?: string
  readonly width?: number
  readonly height?: number
}

async function findEngine(app: ElectronApplication): Promise<number | undefined> {
  // The service's name is Electron's for a forked utility process; `name` is what main called it.
  return await app.evaluate(
    ({ app: electron }) =>
      electron
        .getAppMetrics()
        .find(
          (metric) =>
            metric.serviceName === 'node.mojom.NodeService' && /engine/i.test(metric.name ?? ''),
        )?.pid,
  )
}

async function sizeWindow(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) {
        window.setPosition(0, 0)
        window.setContentSize(size.width, size.height)
      }
    },
    { width, height },
  )
}

/** Opens a desk; it is closed at the end. */
export async function aDesk(onEnd: OnEnd, options: DeskOptions): Promise<ADesk> {
  const userData = options.userData ?? scratchFolder(onEnd, 'desk')
  const app = await anElectron(onEnd, root, {
    COPYDESK_USER_DATA: userData,
    COPYDESK_SERVER_URL: options.server,
    COPYDESK_SAMPLE: '1',
    ...(options.person && {
      COPYDESK_SIGN_IN: `${samplePeople[options.person]}:${samplePassword}`,
    }),
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  await sizeWindow(app, options.width ?? 1440, options.height ?? 900)
  const enginePid = () => until('the engine to run', () => findEngine(app))
  return {
    app,
    page,
    userData,
    enginePid,
    async killEngine() {
      const pid = await enginePid()
      await killHard(pid)
      return pid
    },
    nextEngine: (dead) =>
      until('a new engine', async () => {
        const pid = await findEngine(app)
        return pid !== undefined && pid !== dead && pid
      }),
    async screenshot(file) {
      mkdirSync(dirname(file), { recursive: true })
      await page.screenshot({ path: file })
    },
  }
}
