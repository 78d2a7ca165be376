/**
 * The picture process from outside: started at the first picture, ended when it has been idle, and
 * replaced when it dies or has decoded many pictures.
 *
 * DPP1  A decoder that dies fails the pictures it had, and nothing else.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { RemoteError } from '../../../shared/model/errors.ts'
import { BadPicture } from './bad-picture.ts'
import type { PictureAnswer, PictureFacts, PictureRequest } from './picture-tasks.ts'

const idle_ms = 30_000
/** Inside Electron on Linux the decoder's own GLib meets the system's and cannot free everything. */
const mostPictures = 100

interface Waiting {
  readonly resolve: (facts: PictureFacts) => void
  readonly reject: (error: Error) => void
}

export class PictureProcess {
  #child: ChildProcess | null = null
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #done = 0
  #idle: NodeJS.Timeout | null = null

  /** Examines the picture in a file and puts its renditions on the shelf. */
  examine(file: string, shelf: string): Promise<PictureFacts> {
    const id = this.#nextId++
    const child = this.#running()
    if (this.#idle) clearTimeout(this.#idle)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      child.send({ id, file, shelf } satisfies PictureRequest)
    })
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  close(): void {
    if (this.#idle) clearTimeout(this.#idle)
    const child = this.#child
    this.#child = null
    child?.kill()
  }

  #running(): ChildProcess {
    if (this.#child) return this.#child
    const script = fileURLToPath(new URL('./picture.worker.ts', import.meta.url))
    const child = fork(script, {
      // The same executable, as plain Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    child.stderr?.on('data', (text: Buffer) => report(text.toString()))
    child.on('message', (answer: PictureAnswer) => this.#hear(child, answer))
    child.once('error', () => this.#lost(child))
    child.once('exit', () => this.#lost(child))
    this.#child = child
    this.#done = 0
    return child
  }

  #hear(child: ChildProcess, answer: PictureAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.ok) waiting?.resolve(answer.facts)
    else waiting?.reject(new RemoteError(answer.error))
    this.#done += 1
    if (this.#waiting.size > 0 || this.#child !== child) return
    if (this.#done >= mostPictures) this.close()
    else this.#idle = setTimeout(() => this.close(), idle_ms)
  }

  #lost(child: ChildProcess): void {
    if (this.#child !== child && this.#child !== null) return
    this.#child = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(new BadPicture('picture-damaged'))
  }
}

/** Passes on what the process complains of, except the known quarrel of the two GLibs. */
function report(text: string): void {
  const lines = text.split('\n').filter((line) => line.trim() && !known.test(line))
  if (lines.length > 0) console.error(lines.join('\n'))
}
const known = /GLib-GObject-CRITICAL|SharpElectronLinux|ExperimentalWarning|--trace-warnings/
