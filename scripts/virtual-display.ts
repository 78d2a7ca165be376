/** A display for machines that have none: our own Xvfb, stopped when we end. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

export type VirtualDisplay = {
  readonly name: string
  readonly pid: number
  stop(): Promise<void>
}

export class NoDisplay extends Error {
  readonly code = 'no-display'
  readonly retry = 'never'
}

/** True when windows would have nowhere to go. */
export function lacksDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY
}

function firstLine(stream: Readable, child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.trim())
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new NoDisplay(`Xvfb ended at once (${code})`)))
  })
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.ref()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** Starts Xvfb on a free display that it picks itself. */
export async function startVirtualDisplay(size = '1440x900x24'): Promise<VirtualDisplay> {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'],
    {
      // Its own group: Ctrl-C goes to the app first, the display leaves last.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  const number = await firstLine(child.stdio[3] as Readable, child)
  child.unref()
  process.once('exit', () => child.kill('SIGTERM'))
  return { name: `:${number}`, pid: child.pid ?? 0, stop: () => stopped(child) }
}

/**
 * Gives this process and its children a display: the user's, else a virtual one, and says which.
 * Without a session bus Chromium is told so, because it would otherwise wait for one.
 */
export async function ensureDisplay(
  say: (line: string) => void = console.log,
): Promise<VirtualDisplay | undefined> {
  if (!lacksDisplay()) return undefined
  const display = await startVirtualDisplay()
  process.env.DISPLAY = display.name
  process.env.DBUS_SESSION_BUS_ADDRESS ||= 'disabled:'
  say(`no display here: windows open on a virtual one, DISPLAY=${display.name}`)
  return display
}
