/** A whole engine in a process of its own, spoken to like a window would. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { TestWindow } from './a-desk.ts'
import { aFolder } from './a-store.ts'
import { password } from './newsroom-http.ts'

interface ProcessOptions {
  readonly folder?: string
  readonly secret?: string | null
  /** Milliseconds by which the clock of this process is wrong. */
  readonly clockShift?: number
  /** Not as whoever may do everything. */
  readonly ordinaryUser?: boolean
}

/** Somebody without rights, for tests that were started with all of them. */
const nobody = 65_534
const mustStepDown = (ordinaryUser: boolean): boolean => ordinaryUser && process.getuid?.() === 0

export class EngineProcess {
  readonly folder: string
  readonly window: TestWindow
  readonly pid: number
  /** Who it runs as, when that is not who runs the test. */
  readonly user: { readonly uid?: number; readonly gid?: number }
  secret: string | null
  #child: ChildProcess
  #listener: (message: unknown) => void = () => {}

  constructor(options: ProcessOptions = {}) {
    const { clockShift, ordinaryUser = false } = options
    this.folder = options.folder ?? aFolder()
    this.secret = options.secret ?? null
    const stepsDown = mustStepDown(ordinaryUser)
    this.user = stepsDown ? { uid: nobody, gid: nobody } : {}
    if (stepsDown) chownSync(this.folder, nobody, nobody)
    const clock = new URL('./shifted-clock.ts', import.meta.url).href
    this.#child = fork(join(import.meta.dirname, 'engine-child.ts'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: clockShift === undefined ? [] : ['--import', clock],
      env: {
        ...process.env,
        FOLDER: this.folder,
        ...(this.secret !== null && { SECRET: this.secret }),
        ...(clockShift !== undefined && { CLOCK_SHIFT: String(clockShift) }),
        ...(stepsDown && { USER_ID: String(nobody) }),
      },
    })
    this.pid = this.#child.pid ?? 0
    this.#child.on('message', (said: { secret?: string | null; message?: unknown }) => {
      if (said.secret !== undefined) this.secret = said.secret
      else this.#listener(said.message)
    })
    this.window = new TestWindow({
      connect: ({ post, onMessage }) => {
        this.#listener = post
        onMessage((message) => void this.#child.send(message as object))
      },
    })
    onTestFinished(() => this.close())
  }

  async signIn(server: string, name: string): Promise<void> {
    const email = `${name}@testpost.example`
    await this.window.call('session:sign-in', { server, email, password })
  }

  /** Its end without a word to anybody. */
  async kill(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }

  /** Its end, as when the app is quit. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }
}
