import { readdirSync, readFileSync } from 'node:fs'

export type Running = { readonly pid: number; readonly command: string }

/** Processes whose command line or environment names the folder (Linux; none elsewhere). */
export function processesIn(folder: string): Running[] {
  if (process.platform !== 'linux') return []
  const found: Running[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
      if (command.includes(folder) || environment.includes(folder)) found.push({ pid, command })
    } catch {
      // It ended while we looked, or belongs to somebody else.
    }
  }
  return found
}
