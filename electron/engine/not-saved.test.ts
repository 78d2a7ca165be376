import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { Database } from './store/database.ts'
import { aDesk, until } from './testing/a-desk.ts'
import { aServer, password } from './testing/newsroom-http.ts'
import { lastSafety, toldNotSaved } from './testing/told-not-saved.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const storeFile = (folder: string): string => {
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('store.db'),
  )
  return join(folder, file ?? '')
}

describe('what others wrote', () => {
  it('[DIT1] is shown only once it is in the log', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    const [desk, other] = [aDesk(), aDesk()]
    await desk.signIn(server.url, 'salma')
    const story = await desk.create()
    await desk.level()
    await other.signIn(server.url, 'salma')
    await until(async () => (await other.row(story)) !== null, 'the story at the other desk')
    await until(() => other.window.open(story).catch(() => false), 'its text')
    const holder = new Database(storeFile(other.folder))
    holder.exec('begin immediate')
    await desk.window.type(story, 'From afar')
    await desk.level()
    await until(
      () => JSON.stringify(other.window.heard('story:safety')).includes('not-saved'),
      'trouble',
    )
    expect(other.window.headline(story)).toBe('')
    holder.exec('rollback')
    holder.close()
    await until(() => other.window.headline(story) === 'From afar', 'the text in the window')
  })
})

describe('a disk that will not take it', () => {
  it('[DWB2] is said in words with a remedy, and the words are written when it can', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    const story = await desk.create()
    await desk.level()
    await desk.offline()
    // Another program holds the file, longer than SQLite is willing to wait.
    const other = new Database(storeFile(desk.folder))
    other.exec('begin immediate')
    let saved = false
    const typing = desk.window.type(story, 'Kept').then(() => {
      saved = true
    })
    await toldNotSaved(desk.window, story, /file/, /Close/)
    expect(saved).toBe(false)
    // Whoever changes the language while it lasts reads it in that language.
    desk.engine.speak('es')
    expect(lastSafety(desk.window)).toMatchObject({
      safety: { why: expect.stringMatching(/archivo/) },
    })
    other.exec('rollback')
    await typing
    const isWaiting = () => JSON.stringify(lastSafety(desk.window))?.includes('waiting')
    await until(isWaiting, 'the word after it')
    other.close()
    await desk.offline(false)
    await desk.level()
    expect(server.newsroom.headline(story)).toBe('Kept')
  })

  it('[DSN4] lets nobody leave until it has what they wrote, and loses none of it when they do', async () => {
    const server = await aServer()
    for (const name of ['salma', 'majid']) server.newsroom.person(name, 'reporter')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    const story = await desk.create()
    await desk.level()
    await desk.offline()
    const other = new Database(storeFile(desk.folder))
    other.exec('begin immediate')
    const typing = desk.window.type(story, 'Kept')
    const majid = { server: server.url, email: 'majid@testpost.example', password }
    await expect(desk.window.call('session:sign-out', {})).rejects.toMatchObject({
      code: 'store-locked',
    })
    await expect(desk.window.call('session:sign-in', majid)).rejects.toMatchObject({
      code: 'store-locked',
    })
    expect(await desk.window.call('session:state', {})).toMatchObject({ person: { name: 'salma' } })
    other.exec('rollback')
    await typing
    other.close()
    const last = desk.window.type(story, ', too')
    await desk.window.call('session:sign-out', {})
    await last
    await desk.signIn(server.url, 'salma')
    await desk.window.open(story)
    expect(desk.window.headline(story)).toBe('Kept, too')
  })
})
