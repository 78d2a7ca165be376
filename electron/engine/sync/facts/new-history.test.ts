import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { newBreakingId, newUserId } from '../../../../shared/model/ids.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { Database } from '../../store/database.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { aDesk, until } from '../../testing/a-desk.ts'
import { aStore } from '../../testing/a-store.ts'
import { aStoryFact, city, Writer } from '../../testing/a-story.ts'
import { aServer } from '../../testing/newsroom-http.ts'
import { forgetHistory, NewHistory } from './new-history.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function aNewsroom() {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  server.newsroom.person('majid', 'desk-chief')
  const [salma, majid] = [aDesk(), aDesk()]
  await salma.signIn(server.url, 'salma')
  await majid.signIn(server.url, 'majid')
  return { server, salma, majid }
}
type Newsroom = Awaited<ReturnType<typeof aNewsroom>>

const stageOf = ({ server }: Newsroom, id: string) =>
  server.newsroom
    .changes(null, 1000)
    .changes.flatMap(({ fact }) =>
      fact.type === 'breaking' && fact.id === id ? [fact.stage.at] : [],
    )[0]

describe('a server that was restored from a backup', () => {
  it('[DNH2] waits for a disk that does not take its new history, and ends no engine', async () => {
    const { server, salma, majid } = await aNewsroom()
    await majid.close()
    const story = await salma.create()
    await salma.window.type(story, 'Born after the backup')
    await salma.level()
    await salma.offline()
    server.newsroom.restore([story], [`story:${story}`])
    const begun = vi.spyOn(Database.prototype, 'exec').mockImplementation(() => {
      throw new StoreFailure('disk-full', null)
    })
    onTestFinished(() => begun.mockRestore())
    await salma.offline(false)
    await until(() => begun.mock.calls.length > 1, 'a second try')
    expect((await salma.window.call('network:state', {})).problem).toContain('computer is full')
    begun.mockRestore()
    await until(() => server.newsroom.headline(story) === 'Born after the backup', 'the text')
  })

  it('[DNH1] is given again the story, the term and the line it no longer knows', async () => {
    const newsroom = await aNewsroom()
    const { server, salma, majid } = newsroom
    const story = await salma.create()
    await salma.window.type(story, 'Born after the backup')
    const labels = { en: 'Dredging', ar: 'Dredging', es: 'Dredging' }
    const term = { do: 'add-term', scheme: 'topic', key: 'dredging', labels } as const
    await salma.window.call('command:send', { command: term })
    const breaking = newBreakingId()
    const lines = { en: { attribution: '', text: 'Port closed' } }
    const send = { do: 'breaking-send', breaking, lines, story: null, life: 600_000 } as const
    await majid.window.call('command:send', { command: send })
    await salma.level()
    await majid.level()
    await until(async () => (await majid.row(story))?.headline !== undefined, 'the story at majid')
    for (const desk of [salma, majid]) await desk.offline()

    server.newsroom.restore(
      [story],
      [`story:${story}`, 'term:topic:dredging', `breaking:${breaking}`],
    )
    expect(server.newsroom.story(story)).toBeNull()
    for (const desk of [salma, majid]) await desk.offline(false)

    await until(() => server.newsroom.headline(story) === 'Born after the backup', 'the text')
    expect(server.newsroom.story(story)).toMatchObject({
      writer: server.newsroom.people.get('salma@testpost.example')?.id,
    })
    await until(() => stageOf(newsroom, breaking) === 'drafted', 'the line, as a draft')
    const known = () => server.newsroom.changes(null, 1000).changes.map(({ fact }) => fact)
    await until(
      () => known().some((fact) => fact.type === 'term' && fact.key === 'dredging'),
      'the term',
    )
    await salma.level()
    // The desk asked by itself: nobody is told of what came of it.
    for (const desk of [salma, majid]) {
      expect((await desk.window.call('outbox:list', {})).rows).toEqual([])
      expect(desk.window.heard('command:refused')).toEqual([])
    }
  })

  it('[DRN1] leaves a note of what went back, with links, to whoever must decide again', async () => {
    const { server, salma, majid } = await aNewsroom()
    const stories = []
    for (const headline of ['Ferry fares', 'Dredging', 'A draft']) {
      const story = await salma.create()
      await salma.window.type(story, headline)
      stories.push(story)
    }
    const [submitted, born] = stories
    await salma.level()
    const [kept] = stories.map((story) => server.newsroom.story(story))
    for (const story of stories.slice(0, 2)) {
      const { version } = await salma.window.call('story:version', { story })
      await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    }
    await salma.level()
    await until(async () => (await majid.row(born!))?.fact.work.at === 'submitted', 'at majid')
    for (const desk of [salma, majid]) await desk.offline()
    // The backup knows one of them as a draft, and the other not at all.
    server.newsroom.restore([born!], [`story:${born}`, `story:${submitted}`])
    server.newsroom.announce(kept!)
    const to = Date.UTC(2026, 10, 22, 3)
    server.newsroom.announce({
      type: 'newsroom',
      newsroom: { ...server.newsroom.newsroom, restoredTo: to },
    })
    for (const desk of [salma, majid]) await desk.offline(false)
    await until(() => server.newsroom.story(born!) !== null, 'the story')

    for (const desk of [salma, majid]) {
      const note = async () => {
        const { notes } = await desk.window.call('care:list', {})
        return notes.length === 1 && notes[0]
      }
      await until(async () => {
        const found = await note()
        if (!found) return false
        const headlines = found.stories.map(({ headline }) => headline).sort()
        return headlines.join() === 'Dredging,Ferry fares'
      }, 'the note with its headlines')
      await desk.level()
      expect(await note()).toMatchObject({
        what: { kind: 'restored', to, movedInAll: 2 },
        stories: expect.arrayContaining([{ story: born, headline: 'Dredging' }]),
      })
      expect(desk.window.heard('care:changed').length).toBeGreaterThan(0)
    }
    const { notes } = await salma.window.call('care:list', {})
    expect(notes[0]?.what).toMatchObject({
      texts: 3,
      again: 1,
      moved: [{ was: 'submitted' }, { was: 'submitted' }],
    })
    await salma.window.call('care:seen', { id: notes[0]!.id })
    expect((await salma.window.call('care:list', {})).notes).toEqual([])
  })

  it('[DNH2] is not asked about a story that it does not know again yet', async () => {
    const { server, salma } = await aNewsroom()
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    await salma.offline()
    await salma.window.type(story, ' to rise')
    const { version } = await salma.window.call('story:version', { story })
    await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    server.newsroom.restore([story], [`story:${story}`])

    await salma.offline(false)
    await until(() => server.newsroom.story(story)?.work.at === 'submitted', 'the submission')
    expect(server.newsroom.headline(story)).toBe('Fares to rise')
    expect(server.newsroom.judged.slice(-2).map(({ command }) => command.do)).toEqual([
      'create-story',
      'submit',
    ])
    expect(salma.window.heard('command:refused')).toEqual([])
  })

  it('[DNH2] goes on counting commands where the desk was, and the outbox does not jam', async () => {
    const { server, salma } = await aNewsroom()
    for (let n = 0; n < 3; n++) await salma.create()
    await salma.level()
    server.newsroom.restore([])
    const story = await salma.create()
    await salma.level()
    expect(server.newsroom.story(story)).not.toBeNull()
    const counters = server.newsroom.judged.map(({ counter }) => counter)
    expect(counters).toEqual([...counters].sort((a, b) => a - b))
    expect(new Set(counters).size).toBe(4)
  })
})

describe('a story whose writer is somebody else', () => {
  const salma: Person = {
    ...{ id: '01a203dd-3564-7346-a927-fc165ecb9ee3' as Person['id'], name: 'Salma' },
    ...{ email: 's@testpost.example', language: 'en' },
    memberships: [{ desk: 'city' as never, role: 'desk-chief' }],
  }

  function restored() {
    const store = aStore()
    const fact = aStoryFact()
    store.facts.apply(fact)
    store.log.append(fact.id, Writer.ofNewStory().state(), 2)
    store.db.transaction(() => forgetHistory(store))
    let over = 0
    const history = new NewHistory({
      store,
      clock: () => 5,
      me: () => salma,
      onForgotten() {},
      onSettled() {},
      onPatienceOver: () => (over += 1),
    })
    return { store, fact, history, over: () => over }
  }

  it('[DNH3] is left to its writer’s desk first, then asked for all the same', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { store, fact, history, over } = restored()
    await history.level()
    expect(store.outbox.waiting()).toEqual([])
    // Its text is still owed: it is not forgotten while the others have their time.
    expect(history.settling).toBe(false)
    // And what is written in it meanwhile does not run into a refusal.
    expect(store.outbox.unborn()).toEqual([fact.id])
    vi.advanceTimersByTime(15_000)
    expect(over()).toBe(1)
    vi.useRealTimers()

    await history.level()
    expect(store.outbox.waiting().map(({ command }) => command)).toMatchObject([
      { do: 'create-story', story: fact.id },
    ])
    expect(store.log.waiting(fact.id, 0, 10).length).toBeGreaterThan(0)
    history.close()
  })

  it('[DNH3] is not asked for once its writer’s desk has brought it back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { store, fact, history } = restored()
    await history.level()
    store.facts.apply(fact)
    expect(store.outbox.unborn()).toEqual([])
    vi.advanceTimersByTime(15_000)
    vi.useRealTimers()
    await history.level()
    expect(store.outbox.waiting()).toEqual([])
    // What this desk holds of it is pushed now.
    expect(store.rows.owed(10)).toEqual([fact.id])
    history.close()
  })
})

describe('a comparison that breaks off', () => {
  it('[DNH1] has queued for sending what it had compared by then', async () => {
    const store = aStore()
    const writer = newUserId()
    for (let i = 0; i < 60; i += 1) {
      const fact = aStoryFact({ writer })
      store.facts.apply(fact)
      store.log.append(fact.id, Writer.ofNewStory().state(), 2)
      store.log.acknowledge(fact.id, Number.MAX_SAFE_INTEGER, 1)
    }
    for (const story of store.waiting.stories()) store.waiting.recount(story)
    store.db.transaction(() => forgetHistory(store))
    let full = false
    const history = new NewHistory({
      store,
      clock: () => {
        // Full in the second piece: fifty facts were compared in the first.
        if (!full && store.outbox.waiting().length >= 55) {
          full = true
          throw new Error('the disk is full')
        }
        return 5
      },
      me: () => ({
        ...{ id: writer, name: 'Salma', email: 's@testpost.example', language: 'en' },
        memberships: [{ desk: city, role: 'reporter' }],
      }),
      onForgotten() {},
      onSettled() {},
      onPatienceOver() {},
    })
    await expect(history.level()).rejects.toThrow(/full/)
    expect(store.waiting.stories()).toHaveLength(50)
    await history.level()
    expect(store.waiting.stories()).toHaveLength(60)
    expect(store.outbox.waiting()).toHaveLength(60)
    history.close()
  })
})
