import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { claimRunning, serverOfStart } from './running.ts'

const server = 'http://127.0.0.1:4180'

it('tells of a server only while the start that owns it runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-running-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'running.json')
  expect(serverOfStart(file)).toBeUndefined()
  const running = await claimRunning(file, () => {})
  running.serves(server)
  // The owner is this test, which is no start of ours.
  expect(serverOfStart(file)).toBeUndefined()

  const start = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'run.js start'])
  onTestFinished(() => void start.kill('SIGKILL'))
  await once(start, 'spawn')
  writeFileSync(
    file,
    JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), owner: start.pid }),
  )
  await expect.poll(() => serverOfStart(file)).toBe(server)
  start.kill('SIGKILL')
  await once(start, 'exit')
  expect(serverOfStart(file)).toBeUndefined()
})
