/**
 * `npm run prove-start`: runs `npm start` twice, first on an empty data folder, each time until the app
 * is open; ends it once with Ctrl-C and once by ending npm. Fails when the app does not open or when
 * something is left running.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processesIn } from './processes.ts'
import { progress, type Say } from './progress.ts'
import { root } from './project.ts'

/** A bare machine fetches packages and a runtime first. */
const patience_ms = 600_000

type Started = {
  readonly child: ChildProcess
  readonly opened: Promise<boolean>
  readonly ended: Promise<number>
}

function npmStart(home: string): Started {
  const npm = process.env.npm_execpath
  const [program, args] = npm ? [process.execPath, [npm, 'start']] : ['npm', ['start']]
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, COPYDESK_HOME: home },
    // Its own group: Ctrl-C in a terminal reaches the whole group, and so does ours.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
  const opened = new Promise<boolean>((resolve) => {
    const giveUp = setTimeout(() => resolve(false), patience_ms)
    ended.then(() => resolve(false)).finally(() => clearTimeout(giveUp))
    child.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      if (chunk.includes('Copydesk is open')) resolve(true)
    })
  })
  return { child, opened, ended }
}

const pressCtrlC = (child: ChildProcess) => {
  if (child.pid) process.kill(-child.pid, 'SIGINT')
}
const tellNpmToStop = (child: ChildProcess) => {
  child.kill('SIGTERM')
}

async function once(home: string, say: Say, stop: (child: ChildProcess) => void): Promise<boolean> {
  const began = Date.now()
  const start = npmStart(home)
  const opened = await start.opened
  if (opened) say(`open after ${((Date.now() - began) / 1000).toFixed(1)} s`)
  else say('the app did not open')
  if (start.child.exitCode === null) stop(start.child)
  await start.ended
  const left = processesIn(home)
  for (const one of left) say(`left running: ${one.pid} ${one.command}`)
  return opened && left.length === 0
}

export async function run(): Promise<number> {
  const say = progress()
  const home = mkdtempSync(join(tmpdir(), 'copydesk-start-'))
  try {
    say('npm start on an empty data folder')
    if (!(await once(home, say, pressCtrlC))) return 1
    say('npm start again, on the data of before')
    return (await once(home, say, tellNpmToStop)) ? 0 : 1
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
