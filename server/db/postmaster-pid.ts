/** What a PostgreSQL left in `postmaster.pid`, and whether that process is really there. */
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The postmaster that holds this data folder, or held it when it was killed; null for none. */
export function readPostmaster(folder: string): Postmaster | null {
  const lines = linesOf(folder)
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return Number.isInteger(pid) && pid > 1 ? { pid, port: Number.isInteger(port) ? port : 0 } : null
}

function linesOf(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

export type Presence = 'postgres' | 'another-program' | 'gone'

/**
 * Who has that process number now. A zombie counts as gone: its work is over. With `folder`, a
 * PostgreSQL that works elsewhere is another program: it only inherited the number.
 */
export function whoIs(pid: number, folder?: string): Presence {
  try {
    process.kill(pid, 0)
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!there) return 'gone'
  }
  if (process.platform !== 'linux') return 'postgres'
  try {
    const [, name, state] = /\((.*)\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    if (state === 'Z' || state === 'X') return 'gone'
    return name === 'postgres' && worksIn(pid, folder) ? 'postgres' : 'another-program'
  } catch {
    return 'gone'
  }
}

/** PostgreSQL's processes stand in their data folder. Where we may not look, we believe the name. */
function worksIn(pid: number, folder: string | undefined): boolean {
  if (folder === undefined) return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return true
  }
}

/** Above every process number that Linux gives out. */
const nobodysPid = 4_194_304

/**
 * Makes PostgreSQL see that the file's process is gone although its number was given to another
 * program. The rest stays: by its shared memory a new postmaster sees whether children of the
 * killed one still write.
 */
export function disownPostmaster(folder: string): void {
  const lines = linesOf(folder)
  if (lines.length === 0) return
  writeFileSync(join(folder, 'postmaster.pid'), [nobodysPid, ...lines.slice(1)].join('\n'))
}
