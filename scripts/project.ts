import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** The checkout's folder. */
export const root = dirname(import.meta.dirname)

/** Where downloads that every checkout can share are kept. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'copydesk')
}

/** Where the newsroom's data and the desk's data live between starts. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.COPYDESK_HOME) return env.COPYDESK_HOME
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'copydesk')
}

/** True when Chromium's sandbox and PostgreSQL refuse to run as this user. */
export const isRoot = process.getuid?.() === 0
