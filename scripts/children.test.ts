import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exitCodeOf, startChild } from './children.ts'

/** A zombie that nobody has reaped yet is dead, too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe('children of a script', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copydesk-children-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const start = (code: string, log: string) =>
    startChild({
      name: 'test',
      program: process.execPath,
      args: ['-e', code],
      env: process.env,
      cwd: folder,
      log: join(folder, log),
    })

  it('pass on their exit code and write to their log', async () => {
    const child = await start('console.log("hello"); process.exit(7)', 'a.log')
    expect(await child.ended).toBe(7)
    expect(readFileSync(join(folder, 'a.log'), 'utf8')).toBe('hello\n')
  })

  it('[HS1] are stopped together with what they started themselves', async () => {
    const code = `
      const { spawn } = require('node:child_process')
      const inner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      console.log(inner.pid)
      setInterval(() => {}, 1000)`
    const child = await start(code, 'b.log')
    const log = join(folder, 'b.log')
    await expect.poll(() => readFileSync(log, 'utf8')).toMatch(/\d+\n/)
    const inner = Number(readFileSync(log, 'utf8'))
    expect(isAlive(inner)).toBe(true)

    await child.stop()

    expect(await child.ended).toBe(143)
    await expect.poll(() => isAlive(inner)).toBe(false)
  })

  it('fail at once when there is no such program', async () => {
    const missing = startChild({
      name: 'none',
      program: join(folder, 'nothing'),
      args: [],
      env: {},
      cwd: folder,
    })
    await expect(missing).rejects.toThrow('ENOENT')
  })

  it('that end by a signal are counted as a shell does', () => {
    expect(exitCodeOf(3, null)).toBe(3)
    expect(exitCodeOf(null, 'SIGKILL')).toBe(137)
  })
})
