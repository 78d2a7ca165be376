/** What a PostgreSQL left in `postmaster.pid`, and whether that process is really there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The postmaster that holds this data folder, or held it when it was killed; null for none. */
export function readPostmaster(folder: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return Number.isInteger(pid) && pid > 1 ? { pid, port: Number.isInteger(port) ? port : 0 } : null
}

export type Presence = 'postgres' | 'another-program' | 'gone'

/** Who has that process number now. A zombie counts as gone: its work is over. */
export function whoIs(pid: number): Presence {
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
    return name === 'postgres' ? 'postgres' : 'another-program'
  } catch {
    return 'gone'
  }
}
