/**
 * The kernel turns a whole disk read-only while the store on it is open, as it does with a disk on
 * which it found an error: a real engine process, a real file system.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { until } from './testing/a-desk.ts'
import { aFolder } from './testing/a-store.ts'
import { EngineProcess } from './testing/engine-process.ts'
import { aFailingDisk } from './testing/failing-disk.ts'
import { aServer } from './testing/newsroom-http.ts'
import { toldNotSaved } from './testing/told-not-saved.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it('[DDB2] [DWB1] a disk that the kernel made read-only is said to be, takes nothing back of what it acknowledged, and goes on when it is repaired', async ({
  skip,
}) => {
  const disk = aFailingDisk(aFolder(), onTestFinished)
  if ('none' in disk) return skip(`this machine gives no disk of its own: ${disk.none}`)
  const folder = join(disk.folder, 'desk')
  mkdirSync(folder)
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  const desk = new EngineProcess({ folder, ordinaryUser: true })
  await desk.signIn(server.url, 'salma')
  const story = await desk.window.create()
  await desk.window.call('network:work-offline', { offline: true })
  for (const word of ['Long', ' before', ' it.']) await desk.window.type(story, word)

  disk.fail()
  let saved = false
  const held = desk.window.type(story, ' Meanwhile.').then(() => {
    saved = true
  })
  // Its engine ends before the disk takes them.
  held.catch(() => {})
  const remedy = /whole disk is read-only, copy your words/
  await toldNotSaved(desk.window, story, /cannot be written/, remedy)
  expect(saved).toBe(false)

  await desk.close()
  disk.repair()
  const again = new EngineProcess({ folder, secret: desk.secret, ordinaryUser: true })
  await again.window.open(story)
  expect(again.window.headline(story)).toBe('Long before it.')
  // The window has outlived the engine, and what no disk took it still holds.
  await again.window.takeOver(desk.window, story)
  await again.window.call('network:work-offline', { offline: false })
  const all = 'Long before it. Meanwhile.'
  await until(() => server.newsroom.headline(story) === all, 'the newsroom to have it')
})
