/** The short form of `npm run prove restore`: whole engines, a whole server, its loss, a restore. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { aDesk, type TestDesk } from '../../electron/engine/testing/a-desk.ts'
import { folderStore } from '../../server/media/folder-store.ts'
import { takeBackup } from '../../server/operations/backup.ts'
import { checkBackup, restoreBackup } from '../../server/operations/restore.ts'
import { configFrom } from '../../server/server-config.ts'
import { startServer } from '../../server/start-server.ts'
import { aClient } from '../../server/testing/a-client.ts'
import { aDatabase } from '../../server/testing/a-database.ts'
import { aServer } from '../../server/testing/a-server.ts'
import { applyPacked } from '../../shared/document/encoding.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { aBalancer } from '../support/balancer.ts'
import {
  addWord,
  editedAt,
  type Held,
  has,
  type Look,
  level,
  missing,
  newLine,
  newPicture,
  newStory,
  newTerm,
  nothingHeld,
  type PenDesk,
  publish,
  refusals,
  send,
} from '../support/restore-run.ts'

// Three whole engines and two servers on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const penOf = (name: string, desk: TestDesk): PenDesk => ({
  name,
  call: (call, input) => desk.window.call(call, input),
})

async function lookAt(url: string): Promise<Look> {
  const client = await aClient(url, 'chief@testpost.example')
  return {
    facts: async () => (await client.changes(0, 1000)).changes.map(({ fact }) => fact),
    async headline(story) {
      const doc = new Y.Doc()
      for (const item of await client.pull([{ story, have: 0 }])) applyPacked(doc, item.update)
      return headlineOf(doc).toString()
    },
    async original(asset) {
      const answer = await client.fetch(`/v1/assets/${asset}/original`)
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    },
  }
}

describe('a server lost and restored from a backup', () => {
  it('[VBR7] [VBR9] [DOW1] lacks nothing that the backup or any desk held', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-restore-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const server = await aServer()
    const addresses = [server.url]
    const { url } = await aBalancer(onTestFinished, () => addresses)
    const engines = [aDesk(), aDesk(), aDesk()] as const
    const [reporter, second, chief] = [
      penOf('reporter', engines[0]),
      penOf('second', engines[1]),
      penOf('chief', engines[2]),
    ]
    await engines[0].signIn(url, 'reporter')
    await engines[1].signIn(url, 'secondreporter')
    await engines[2].signIn(url, 'chief')
    const desks = [reporter, second, chief]

    // Before the backup.
    const held: Held = nothingHeld()
    const live = await publish(reporter, chief, held)
    const shared = await newStory(second, held)
    await newPicture(reporter, held)
    await newTerm(second, held)
    await newLine(chief, held)
    for (const desk of desks) await level(desk)
    await has(reporter, shared, held.words.get(shared)?.[0] ?? '')
    const source = { databaseUrl: server.database.url, store: server.services.store }
    const backup = await takeBackup(source, join(folder, 'backups'))

    // After it: what the backup does not have.
    await addWord(reporter, shared, held)
    await addWord(second, shared, held)
    const born = await newStory(reporter, held)
    held.writers.set(born, server.newsroom.people.reporter.id)
    await newPicture(reporter, held)
    await newTerm(second, held)
    await newLine(chief, held)
    for (const desk of desks) await level(desk)
    await has(chief, born, held.words.get(born)?.[0] ?? '')
    await addWord(chief, born, held)
    await level(chief)
    // One desk signs in after the backup: the restored server will not know its session.
    const lateEngine = aDesk()
    const late = penOf('late', lateEngine)
    await lateEngine.signIn(url, 'secondchief')
    const untouched = await newStory(late, held)
    await level(late)
    // One desk is offline when the server is lost, with text and a command of its own.
    await reporter.call('network:work-offline', { offline: true })
    await addWord(reporter, born, held)
    const { version } = await reporter.call('story:version', { story: born })
    await send(reporter, { do: 'submit', story: born, version })
    expect(await missing(held, await lookAt(server.url))).not.toEqual([])

    // The server, its database and its pictures are lost.
    const lostAt = Date.now()
    addresses.length = 0
    await server.stop()
    const place = await aDatabase()
    onTestFinished(() => place.drop())
    const store = folderStore(join(folder, 'new', 'objects'))
    const restored = await restoreBackup(await checkBackup(backup.folder), {
      databaseUrl: place.url,
      store,
    })
    expect(restored.pictures).toBe(1)
    const config = configFrom({ DATABASE_URL: place.url, DATA_DIR: join(folder, 'new'), PORT: '0' })
    const next = await startServer(config, pino({ level: 'silent' }))
    onTestFinished(() => next.stop())
    const look = await lookAt(next.url)
    expect((await missing(held, look)).length).toBeGreaterThan(0)

    // The desks come back by themselves.
    addresses.push(next.url)
    await reporter.call('network:work-offline', { offline: false })
    await lateEngine.becomes('signed-out')
    await lateEngine.signIn(url, 'secondchief')
    for (const desk of [...desks, late]) await level(desk)
    await vi
      .waitUntil(async () => (await missing(held, look)).length === 0, {
        timeout: 60_000,
        interval: 200,
      })
      .catch(() => {})
    expect(await missing(held, look)).toEqual([])
    for (const desk of [...desks, late]) expect(await refusals(desk)).toEqual([])
    const facts = await look.facts()
    // What nobody has touched since is as old in every list as it was.
    for (const desk of [...desks, late]) {
      for (const id of [live, shared]) expect(await editedAt(desk, id)).toBeLessThan(lostAt)
    }
    // Also where nobody had it before, and the backup did not either.
    const freshEngine = aDesk()
    const fresh = penOf('fresh', freshEngine)
    await freshEngine.signIn(url, 'secondchief')
    await has(fresh, untouched, held.words.get(untouched)?.[0] ?? '')
    // The text may be here before the server tells of it.
    await expect
      .poll(() => editedAt(fresh, untouched), { timeout: 30_000, interval: 100 })
      .toBeLessThan(lostAt)
    const story = (id: string) => facts.find((fact) => fact.type === 'story' && fact.id === id)
    expect(story(live)).toMatchObject({ publication: { at: 'live' } })
    expect(story(born)).toMatchObject({ work: { at: 'submitted' } })

    // And the newsroom goes on: commands, text, in both directions.
    const after = await newStory(second, held)
    await level(second)
    await has(chief, after, held.words.get(after)?.[0] ?? '')
    await addWord(chief, after, held)
    await level(chief)
    await has(second, after, held.words.get(after)?.[1] ?? '')
  })
})
