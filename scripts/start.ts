/**
 * `npm start`: everything between a fresh clone and the open app.
 *
 *     system packages → Electron runtime, build → PostgreSQL and server → app
 *
 * Whatever ends it (closing the app, Ctrl-C, a failure), what it started is stopped.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { startChild, withCleanup } from './children.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { startLocalServer } from './local-server.ts'
import { progress } from './progress.ts'
import { dataFolder, root } from './project.ts'
import { claimRunning } from './running.ts'
import { sandboxSwitches } from './sandbox.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'
import { watchFile } from './watch-file.ts'

/** Who the desk is signed in as when the sample newsroom opens for the first time. */
const samplePerson = 'nadia.haddad@harbourpost.example:harbour-sample'

/** The desk prints this when its first window is on the screen. */
const windowShown = 'copydesk: first window shown'

export async function run(args: readonly string[] = []): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd, interrupted) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: false }), say)
    const home = dataFolder()
    const logs = join(home, 'logs')
    mkdirSync(logs, { recursive: true })
    const running = await claimRunning(join(home, 'running.json'), say)
    onEnd(async () => running.release())

    const [runtime] = await Promise.all([electronExecutable(say), ensureBuilt(say)])
    say(describeRuntime(runtime))
    const switches = sandboxSwitches(runtime.path)
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())

    say('starting PostgreSQL and the server')
    const serverLog = join(logs, 'server.log')
    rmSync(serverLog, { force: true })
    const server = await startLocalServer({
      data: join(home, 'server'),
      log: serverLog,
      env: { COPYDESK_SAMPLE: '1', ...process.env, NODE_ENV: 'production' },
      onStarted: (child) => {
        running.add(child.pid)
        onEnd(async () => {
          say('stopping the server and PostgreSQL')
          await child.stop()
        })
      },
    })
    say(`the server is up: ${server.url} (reader's pages and API)`)

    const deskLog = join(logs, 'desk.log')
    rmSync(deskLog, { force: true })
    const desk = await startChild({
      name: 'desk',
      program: runtime.path,
      args: [...switches, root, ...args],
      cwd: root,
      env: {
        COPYDESK_SAMPLE: '1',
        COPYDESK_SIGN_IN: samplePerson,
        COPYDESK_USER_DATA: join(home, 'desk'),
        ...process.env,
        NODE_ENV: 'production',
        COPYDESK_SERVER_URL: server.url,
      },
      log: deskLog,
    })
    running.add(desk.pid)
    onEnd(() => desk.stop())
    const watching = watchFile(deskLog, (text) => text.includes(windowShown))
    const ended = Promise.race([desk.ended, interrupted])
    if (await Promise.race([watching.seen.then(() => true), ended.then(() => false)])) {
      say(`Copydesk is open. Ctrl-C here, or closing the app, stops everything.`)
    }
    watching.stop()
    server.child.ended.then((code) => say(`the server ended (${code}); see ${serverLog}`))
    const code = await ended
    say(code === 0 ? 'the app was closed' : `stopping (${code}); the app's log is ${deskLog}`)
    return code
  })
}
