/**
 * `npm run dev`: windows reload as you save (Vite), the engine and the shell are rebuilt and the desk
 * starts anew, the server is rebuilt and starts anew. Data is kept apart from `npm start`'s.
 */
import { mkdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { buildSome } from './build.ts'
import { type Child, type OnEnd, withCleanup } from './children.ts'
import { startDesk } from './desk-process.ts'
import { type DevWork, together, workFor } from './dev-changes.ts'
import { describeRuntime, electronExecutable } from './electron-runtime.ts'
import { ensurePackages, needsFor } from './linux-packages.ts'
import { startLocalServer } from './local-server.ts'
import { progress, type Say } from './progress.ts'
import { dataFolder, root } from './project.ts'
import { sandboxSwitches } from './sandbox.ts'
import { ensureDisplay, lacksDisplay } from './virtual-display.ts'

/** Editors save several files in one go. */
const calm_ms = 150
const configFile = join(root, 'vite.config.ts')

async function windowServer(onEnd: OnEnd): Promise<{ vite: ViteDevServer; url: string }> {
  const vite = await createServer({
    configFile,
    mode: 'development',
    logLevel: 'warn',
    server: { host: '127.0.0.1' },
  })
  await vite.listen()
  onEnd(() => vite.close())
  const address = vite.httpServer?.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { vite, url: `http://127.0.0.1:${port}/` }
}

/** Starts desk and server, and starts either anew when told to. */
class DevProcesses {
  private server: { url: string; child: Child } | undefined
  private desk: Child | undefined
  private readonly open: () => Promise<{ url: string; child: Child }>
  private readonly show: (server: string) => Promise<Child>

  constructor(
    open: () => Promise<{ url: string; child: Child }>,
    show: (server: string) => Promise<Child>,
  ) {
    this.open = open
    this.show = show
  }

  async restart(which: DevWork['restart']): Promise<void> {
    // A new server has a new address, so the desk starts anew with it.
    await this.desk?.stop()
    if (which.includes('server') || !this.server) {
      await this.server?.child.stop()
      this.server = await this.open()
    }
    this.desk = await this.show(this.server.url)
  }

  async stop(): Promise<void> {
    await this.desk?.stop()
    await this.server?.child.stop()
  }
}

function onSaves(vite: ViteDevServer, act: (work: DevWork) => Promise<void>, say: Say): void {
  let waiting: DevWork[] = []
  let timer: NodeJS.Timeout | undefined
  let acting: Promise<void> = Promise.resolve()
  const settle = () => {
    const work = together(waiting)
    waiting = []
    if (work.build.length === 0) return
    acting = acting.then(() => act(work)).catch((error: unknown) => say(`not built: ${error}`))
  }
  const folders = ['electron', 'server', 'shared', 'resources']
  vite.watcher.add(folders.map((folder) => join(root, folder)))
  vite.watcher.on('all', (event, file) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    waiting.push(workFor(relative(root, file).split(sep).join('/')))
    clearTimeout(timer)
    timer = setTimeout(settle, calm_ms)
  })
}

export async function run(): Promise<number> {
  process.env.NODE_ENV = 'development'
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensurePackages(needsFor({ virtualDisplay: lacksDisplay(), tests: false }), say)
    const all = ['main', 'preload', 'engine', 'server', 'site']
    const [runtime] = await Promise.all([electronExecutable(say), buildSome(all, 'development')])
    say(describeRuntime(runtime))
    // Chromium's own log would drown what the shell and the engine print.
    const switches = [...sandboxSwitches(runtime.path), '--log-level=3']
    const display = await ensureDisplay(say)
    if (display) onEnd(() => display.stop())
    const { vite, url } = await windowServer(onEnd)

    const home = `${dataFolder()}-dev`
    mkdirSync(home, { recursive: true })
    const processes = new DevProcesses(
      () =>
        startLocalServer({
          data: join(home, 'server'),
          log: join(home, 'server.log'),
          env: { COPYDESK_SAMPLE: '1', ...process.env },
          onStarted: () => {},
        }),
      (server) =>
        startDesk({
          electron: runtime.path,
          switches,
          home,
          server,
          env: { COPYDESK_RENDERER_URL: url },
        }),
    )
    onEnd(() => processes.stop())
    await processes.restart(['server', 'desk'])
    say(`windows come from ${url}; save a file and see. Ctrl-C stops everything.`)
    onSaves(
      vite,
      async (work) => {
        await buildSome(work.build, 'development')
        await processes.restart(work.restart)
        say(`built ${work.build.join(', ')}; restarted ${work.restart.join(' and ')}`)
      },
      say,
    )
    return new Promise<number>(() => {})
  })
}
