/**
 * One start at a time on one data folder. The file names the processes of the start that owns the
 * folder; what a killed start left running is stopped before a new one begins.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Say } from './progress.ts'

const record = z.object({
  owner: z.int().positive(),
  children: z.array(z.int().positive()),
  /** Address of its server, once that answers. */
  server: z.url().optional(),
})
type RunningRecord = z.infer<typeof record>

export type Running = {
  add(pid: number): void
  /** Its server answers at this address. */
  serves(server: string): void
  release(): void
}

export class AlreadyRunning extends Error {
  readonly code = 'already-running'
  readonly retry = 'later'
}

function read(file: string): RunningRecord | undefined {
  try {
    return record.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** The process's command line where the system shows it; pids are used again by others. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

const isOurStart = (pid: number) => /run\.js start|scripts\/start\.ts/.test(commandOf(pid))
const isOurChild = (pid: number) =>
  /out\/server\/main\.js|electron|^Xvfb -displayfd/.test(commandOf(pid))

async function endLeftover(pid: number): Promise<void> {
  const deadline = Date.now() + 15_000
  process.kill(pid, 'SIGTERM')
  while (isOurChild(pid) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (isOurChild(pid)) process.kill(pid, 'SIGKILL')
}

/** Where the server of the start that owns the folder answers; undefined when none runs. */
export function serverOfStart(file: string): string | undefined {
  const found = read(file)
  return found && isOurStart(found.owner) ? found.server : undefined
}

/** Claims the data folder for this process, or says who has it. */
export async function claimRunning(file: string, say: Say): Promise<Running> {
  const before = read(file)
  if (before && before.owner !== process.pid && isOurStart(before.owner)) {
    throw new AlreadyRunning(
      `Copydesk is running already on this data (process ${before.owner}). ` +
        `Close it first, or set COPYDESK_HOME to another folder.`,
    )
  }
  for (const pid of before?.children ?? []) {
    if (!isOurChild(pid)) continue
    say(`stopping process ${pid}, left over from a start that was killed`)
    await endLeftover(pid)
  }
  const mine: RunningRecord = { owner: process.pid, children: [] }
  const save = () => writeFileSync(file, JSON.stringify(mine))
  save()
  return {
    add(pid) {
      mine.children.push(pid)
      save()
    },
    serves(server) {
      mine.server = server
      save()
    },
    release: () => rmSync(file, { force: true }),
  }
}
