/** Launching the Electron of this machine under Playwright. */
import { _electron, type ElectronApplication } from 'playwright'
import { electronExecutable } from '../../scripts/electron-runtime.ts'
import { sandboxSwitches } from '../../scripts/sandbox.ts'
import { cleanEnvironment } from './a-server.ts'
import type { OnEnd } from './on-end.ts'
import { isAlive, killHard } from './processes.ts'
import { until } from './until.ts'

const launchWithin_ms = 60_000
const closeWithin_ms = 10_000

/** Closes the app as a person would; one that does not go is killed, and that is an error. */
async function closeElectron(app: ElectronApplication, pid: number): Promise<void> {
  if (!isAlive(pid)) return
  await Promise.race([
    app.close(),
    until('the app to close', () => !isAlive(pid), closeWithin_ms),
  ]).catch(async (error: unknown) => {
    await killHard(pid)
    throw error
  })
}

/** Runs the app in `folder` (its package.json names the entry) and closes it at the end. */
export async function anElectron(
  onEnd: OnEnd,
  folder: string,
  env: Readonly<Record<string, string>>,
  switches: readonly string[] = [],
): Promise<ElectronApplication> {
  const runtime = await electronExecutable(() => {})
  const app = await _electron.launch({
    executablePath: runtime.path,
    args: [...sandboxSwitches(runtime.path), ...switches, folder],
    cwd: folder,
    env: { ...cleanEnvironment(), NODE_ENV: 'production', ...env },
    timeout: launchWithin_ms,
    // The app's own theme decides, not Playwright's.
    colorScheme: null,
  })
  const pid = app.process().pid
  if (pid !== undefined) onEnd(() => closeElectron(app, pid))
  return app
}
