/** What a tree of processes has used, as Linux counts it: CPU time and resident memory. */
import { readdirSync, readFileSync } from 'node:fs'

export interface Usage {
  /** User and system time since each process began, its ended children included, in milliseconds. */
  readonly cpu: number
  /** Resident memory in bytes; pages that several processes share count in each. */
  readonly resident: number
}

/** Length of one tick of `/proc/PID/stat`: fixed at a hundredth of a second on Linux. */
const tick_ms = 10
const page_bytes = 4096

interface Stat {
  readonly pid: number
  readonly parent: number
  readonly cpu: number
  readonly ofEnded: number
  readonly resident: number
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (n: number) => Number(fields[n - 3])
    return {
      pid,
      parent: at(4),
      cpu: (at(14) + at(15)) * tick_ms,
      ofEnded: (at(16) + at(17)) * tick_ms,
      resident: at(24) * page_bytes,
    }
  } catch {
    return undefined // Ended while we looked.
  }
}

/** A process and everything below it. */
function treeOf(root: number): Stat[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
  const found: Stat[] = all.filter(({ pid }) => pid === root)
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid))
  return found
}

/** Resident memory of this process alone: for what no descendant has a part in. */
export const residentOf = (pid: number): number => statOf(pid)?.resident ?? 0

/** What this process and its descendants have used until now. */
export function usageOf(pid: number): Usage {
  const tree = treeOf(pid)
  const top = tree.find((one) => one.pid === pid)
  return {
    cpu: tree.reduce((sum, one) => sum + one.cpu, top?.ofEnded ?? 0),
    resident: tree.reduce((sum, one) => sum + one.resident, 0),
  }
}

export const megabytes = (bytes: number): number => Math.round(bytes / 104_857.6) / 10
