import { describe, expect, it, vi } from 'vitest'
import { aDesk, until } from './testing/a-desk.ts'
import { aSignedInDesk } from './testing/a-signed-in-desk.ts'
import { holdStore } from './testing/faulty-disk.ts'
import { password } from './testing/newsroom-http.ts'
import { lastSafety, toldNotSaved } from './testing/told-not-saved.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

describe('what others wrote', () => {
  it('[DIT1] is shown only once it is in the log', async () => {
    const { server, desk, story } = await aSignedInDesk()
    const other = aDesk()
    await other.signIn(server.url, 'salma')
    await until(async () => (await other.row(story)) !== null, 'the story at the other desk')
    await until(() => other.window.open(story).catch(() => false), 'its text')
    const letGo = holdStore(other.folder)
    await desk.window.type(story, 'From afar')
    await desk.level()
    await until(
      () => JSON.stringify(other.window.heard('story:safety')).includes('not-saved'),
      'trouble',
    )
    expect(other.window.headline(story)).toBe('')
    letGo()
    await until(() => other.window.headline(story) === 'From afar', 'the text in the window')
  })
})

describe('a disk that will not take it', () => {
  it('[DWB2] is said in words with a remedy, and the words are written when it can', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.offline()
    const letGo = holdStore(desk.folder)
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
    letGo()
    await typing
    const isWaiting = () => JSON.stringify(lastSafety(desk.window))?.includes('waiting')
    await until(isWaiting, 'the word after it')
    await desk.offline(false)
    await desk.level()
    expect(server.newsroom.headline(story)).toBe('Kept')
  })

  it('[DSN4] lets nobody leave until it has what they wrote, and loses none of it when they do', async () => {
    const { server, desk, story } = await aSignedInDesk()
    server.newsroom.person('majid', 'reporter')
    await desk.offline()
    const letGo = holdStore(desk.folder)
    const typing = desk.window.type(story, 'Kept')
    const majid = { server: server.url, email: 'majid@testpost.example', password }
    await expect(desk.window.call('session:sign-out', {})).rejects.toMatchObject({
      code: 'store-locked',
    })
    await expect(desk.window.call('session:sign-in', majid)).rejects.toMatchObject({
      code: 'store-locked',
    })
    expect(await desk.window.call('session:state', {})).toMatchObject({ person: { name: 'salma' } })
    letGo()
    await typing
    const last = desk.window.type(story, ', too')
    await desk.window.call('session:sign-out', {})
    await last
    await desk.signIn(server.url, 'salma')
    await desk.window.open(story)
    expect(desk.window.headline(story)).toBe('Kept, too')
  })
})
