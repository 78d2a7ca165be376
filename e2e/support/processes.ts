/** Looking at and ending processes that we started, by their id only. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from './until.ts'

/** A zombie that nobody has reaped yet counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

/** Sends a signal; a process that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** SIGKILL, and the proof that it is gone. */
export async function killHard(pid: number): Promise<void> {
  signal(pid, 'SIGKILL')
  await until(`process ${pid} to be dead`, () => !isAlive(pid))
}

/** Id of the PostgreSQL that a server keeps in its data folder, while it runs. */
export function postmasterOf(data: string): number | undefined {
  try {
    const [line] = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(line)
    return Number.isInteger(pid) && pid > 1 && isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}
