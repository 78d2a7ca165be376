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
import { type OnEnd, withCleanup } from './children.ts'
import { startDesk, windowShown } from './desk-process.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { type LocalServer, startLocalServer } from './local-server.ts'
import { progress, type Say } from './progress.ts'
import { dataFolder } from './project.ts'
import { claimRunning, type Running } from './running.ts'
import { sandboxSwitches } from './sandbox.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'
import { watchFile } from './watch-file.ts'

type House = {
  readonly home: string
  readonly running: Running
  readonly say: Say
  readonly onEnd: OnEnd
}

async function prepare(running: Running, say: Say, onEnd: OnEnd) {
  await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: false }), say)
  const [runtime] = await Promise.all([electronExecutable(say), ensureBuilt(say)])
  say(describeRuntime(runtime))
  const switches = sandboxSwitches(runtime.path)
  const display = await ensureDisplay(say)
  if (display) {
    running.add(display.pid)
    onEnd(() => display.stop())
  }
  return { electron: runtime.path, switches }
}

function openServer({ home, running, say, onEnd }: House, log: string): Promise<LocalServer> {
  say('starting PostgreSQL and the server (the first time also the sample newsroom)')
  return startLocalServer({
    data: join(home, 'server'),
    log,
    env: { COPYDESK_SAMPLE: '1', ...process.env, NODE_ENV: 'production' },
    onStarted: (child) => {
      running.add(child.pid)
      onEnd(async () => {
        say('stopping the server and PostgreSQL')
        await child.stop()
      })
    },
  })
}

function freshLog(home: string, name: string): string {
  const file = join(home, 'logs', name)
  mkdirSync(join(home, 'logs'), { recursive: true })
  rmSync(file, { force: true })
  return file
}

export async function run(): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd) => {
    const home = dataFolder()
    const serverLog = freshLog(home, 'server.log')
    const deskLog = freshLog(home, 'desk.log')
    const running = await claimRunning(join(home, 'running.json'), say)
    onEnd(async () => running.release())
    const { electron, switches } = await prepare(running, say, onEnd)

    const server = await openServer({ home, running, say, onEnd }, serverLog)
    running.serves(server.url)
    say(`the server is up: ${server.url} (reader's pages and API)`)
    server.child.ended.then((code) => say(`the server ended (${code}), its log is ${serverLog}`))

    const desk = await startDesk({ electron, switches, home, server: server.url, log: deskLog })
    running.add(desk.pid)
    onEnd(() => desk.stop())
    const window = watchFile(deskLog, (text) => text.includes(windowShown))
    onEnd(async () => window.stop())
    window.seen.then(() =>
      say('Copydesk is open. Close the app, or press Ctrl-C, to stop everything.'),
    )

    const code = await desk.ended
    say(code === 0 ? 'the app was closed' : `the app ended with ${code}, its log is ${deskLog}`)
    return code
  })
}
