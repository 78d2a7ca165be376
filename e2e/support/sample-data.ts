/**
 * The sample newsroom's data, loaded once by a real server and copied for every server after it:
 * loading takes as long as typing sixty stories, copying takes a second.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/project.ts'
import { anEnding, type OnEnd } from './on-end.ts'

/** Its breaking lines are live for hours; an older copy would show an empty ticker. */
const freshFor_ms = 60 * 60_000

const folder = join(root, 'out', 'test', 'sample-newsroom')
const stampFile = join(root, 'out', 'sources.stamp')

function isFresh(): boolean {
  if (!existsSync(folder)) return false
  const made = statSync(folder).mtimeMs
  const built = existsSync(stampFile) ? statSync(stampFile).mtimeMs : Number.POSITIVE_INFINITY
  return made > built && Date.now() - made < freshFor_ms
}

/** Loads the sample with `load`, which starts a server on the folder it is given. */
async function make(load: (onEnd: OnEnd, data: string) => Promise<unknown>): Promise<void> {
  const making = `${folder}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const { onEnd, end } = anEnding()
  try {
    await load(onEnd, making)
    // Stopped before it is copied: what is copied is a database at rest.
    await end()
    rmSync(folder, { recursive: true, force: true })
    renameSync(making, folder)
  } finally {
    await end()
    rmSync(making, { recursive: true, force: true })
  }
}

/** Fills `data` with the sample newsroom at rest. */
export async function copySample(
  data: string,
  load: (onEnd: OnEnd, data: string) => Promise<unknown>,
): Promise<void> {
  if (!isFresh()) await make(load)
  // Owners and modes, too: PostgreSQL's files belong to the user that runs it.
  execFileSync('cp', ['-a', `${folder}/.`, data])
}
