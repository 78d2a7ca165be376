/** Chromium's sandbox: on for every ordinary user, impossible for root. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isRoot } from './project.ts'

export class SandboxUnavailable extends Error {
  readonly code = 'sandbox-unavailable'
  readonly retry = 'never'
}

function userNamespacesWork(): boolean {
  return (
    spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0
  )
}

function helperWorks(helper: string): boolean {
  if (!existsSync(helper)) return false
  const { uid, mode } = statSync(helper)
  return uid === 0 && (mode & 0o4000) !== 0
}

/**
 * Switches the runtime needs about its sandbox. Only root gets `--no-sandbox`, because Chromium
 * refuses root otherwise; where an ordinary user cannot have a sandbox, we stop and say what to do.
 */
export function sandboxSwitches(electron: string): string[] {
  if (process.platform !== 'linux') return []
  if (isRoot) return ['--no-sandbox']
  const helper = join(dirname(electron), 'chrome-sandbox')
  if (userNamespacesWork() || helperWorks(helper)) return []
  throw new SandboxUnavailable(
    `This system gives ordinary users no namespaces, so Chromium's sandbox needs its helper.\n` +
      `Run this once:\n\n    sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`,
  )
}
