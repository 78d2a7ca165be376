/**
 * `npm run desk [NAME]`: one more desk beside what `npm start` runs, signed in as a colleague of the
 * sample newsroom, with data of its own: two people in one story, on one machine.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { withCleanup } from './children.ts'
import { startDesk } from './desk-process.ts'
import { electronExecutable } from './electron-runtime.ts'
import { progress } from './progress.ts'
import { dataFolder } from './project.ts'
import { serverOfStart } from './running.ts'
import { sandboxSwitches } from './sandbox.ts'
import { ensureDisplay } from './virtual-display.ts'

const usualColleague = 'majid.karim'

export class NothingRuns extends Error {
  readonly code = 'nothing-runs'
  readonly retry = 'later'
}

export async function run([name = usualColleague]: readonly string[]): Promise<number> {
  if (!/^[a-z]+\.[a-z]+$/.test(name)) throw new RangeError('say who, as in lina.farah')
  const say = progress()
  return withCleanup(async (onEnd) => {
    const server = serverOfStart(join(dataFolder(), 'running.json'))
    if (!server) throw new NothingRuns('Run `npm start` first, and this beside it.')
    const runtime = await electronExecutable(say)
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())
    const home = join(dataFolder(), 'desks', name)
    mkdirSync(home, { recursive: true })
    const desk = await startDesk({
      electron: runtime.path,
      switches: [...sandboxSwitches(runtime.path), '--log-level=3'],
      home,
      server,
      env: { COPYDESK_SIGN_IN: `${name}@harbourpost.example:harbour-sample` },
    })
    onEnd(() => desk.stop())
    say(`the desk of ${name} opens; close it, or press Ctrl-C, when you are done`)
    return desk.ended
  })
}
