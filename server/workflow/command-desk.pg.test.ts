import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../../shared/model/commands.ts'
import type { StoryFact } from '../../shared/model/facts.ts'
import {
  newBreakingId,
  newDeviceId,
  newStoryId,
  newTranslationGroupId,
} from '../../shared/model/ids.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import { setMemberships } from '../sessions/people.ts'
import { city } from '../testing/a-newsroom.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, words } from '../testing/a-story.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const storyIn = (verdict: Verdict): StoryFact => {
  if (verdict.kind !== 'accepted' || verdict.fact.type !== 'story') {
    throw new Error(JSON.stringify(verdict))
  }
  return verdict.fact
}

const commandsLogged = async () => {
  const { db } = server.services.database
  const row = await db
    .selectFrom('command')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

describe('the command desk', () => {
  it('[VCD1] gives a command sent twice the same verdict and makes one fact', async () => {
    const reporter = await server.client('reporter')
    const sent = reporter.wrap({
      do: 'create-story',
      story: newStoryId(),
      desk: city,
      language: 'en',
      translationGroup: newTranslationGroupId(),
    })
    const before = await commandsLogged()

    const answers = await Promise.all([1, 2, 3].map(async () => (await reporter.post(sent)).json()))

    expect(answers[0]).toMatchObject({ kind: 'accepted', fact: { revision: 1 } })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(await commandsLogged()).toBe(before + 1)
  })

  it('[VCD3] advances the counter with a refused command, and refuses a used one', async () => {
    const reporter = await server.client('reporter')
    const story = await reporter.createStory()

    expect(await reporter.send({ do: 'withdraw', story })).toMatchObject({
      kind: 'refused',
      because: 'stage-moved-on',
    })
    expect(await reporter.send({ do: 'spike', story, reason: 'no story' })).toMatchObject({
      kind: 'accepted',
    })
    const late = { ...reporter.wrap({ do: 'unspike', story }), counter: 1 }
    const answer = await reporter.post(late)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'counter-used' })
  })

  it('[VCD1] does not tell one person the verdict of another', async () => {
    const reporter = await server.client('reporter')
    const other = await server.client('secondReporter')
    const sent = reporter.wrap({ do: 'withdraw', story: newStoryId() })
    await reporter.post(sent)

    const stolen = await other.post({ ...sent, device: other.device })
    const foreign = await other.post({ ...sent, device: newDeviceId() })

    expect([stolen.status, foreign.status]).toEqual([409, 409])
  })

  it('[LC1] refuses the writer’s own approval and a reporter’s', async () => {
    const reporter = await server.client('reporter')
    const chief = await server.client('chief')
    const story = await aStory(chief)
    const version = story.version()
    await chief.send({ do: 'submit', story: story.id, version })

    expect(await chief.send({ do: 'approve', story: story.id, version })).toMatchObject({
      because: 'own-story',
    })
    expect(await reporter.send({ do: 'approve', story: story.id, version })).toMatchObject({
      because: 'not-allowed',
    })
    const world = await server.client('worldChief')
    expect(await world.send({ do: 'approve', story: story.id, version })).toMatchObject({
      because: 'not-allowed',
    })
  })

  it('[LC2] approves exactly the version in its log', async () => {
    const reporter = await server.client('reporter')
    const chief = await server.client('chief')
    const story = await aStory(reporter)
    const read = story.version()
    await reporter.send({ do: 'submit', story: story.id, version: read })
    await story.push(reporter, words(' again'))

    expect(await chief.send({ do: 'approve', story: story.id, version: read })).toMatchObject({
      because: 'version-moved-on',
    })
    const now = story.version()
    const approved = storyIn(await chief.send({ do: 'approve', story: story.id, version: now }))
    expect(approved.work).toMatchObject({ at: 'approved', version: now })
  })

  it('[VCD4] judges by the roles held now, not at sign-in', async () => {
    const { database } = server.services
    const chief = await server.client('secondChief')
    const reporter = await server.client('reporter')
    const story = await aStory(reporter)
    const version = story.version()
    await reporter.send({ do: 'submit', story: story.id, version })
    const { secondChief } = server.newsroom.people

    await setMemberships(database.db, server.newsroom.id, secondChief.id, [
      { desk: city, role: 'reporter' },
    ])
    expect(await chief.send({ do: 'approve', story: story.id, version })).toMatchObject({
      because: 'not-allowed',
    })
    await setMemberships(database.db, server.newsroom.id, secondChief.id, secondChief.memberships)
    expect(await chief.send({ do: 'approve', story: story.id, version })).toMatchObject({
      kind: 'accepted',
    })
  })

  it('[VCD4] refuses every command of people whose role does not reach it', async () => {
    const reporter = await server.client('reporter')
    const nobody = await server.client('nobody')
    const photoEditor = await server.client('photoEditor')
    const { id: story, version } = await aStory(reporter)
    const breaking = newBreakingId()
    const line = { breaking, lines: { en: { attribution: '', text: 'x' } }, story: null }
    const later = Date.now() + 3_600_000
    const forChiefs: Command[] = [
      { do: 'return', story, reason: 'no' },
      { do: 'approve', story, version: version() },
      { do: 'publish', story, version: version() },
      { do: 'schedule', story, version: version(), publishAt: later },
      { do: 'unschedule', story },
      { do: 'take-down', story, reason: 'no' },
      { do: 'set-embargo', story, until: later },
      { do: 'breaking-send', ...line, life: 60_000 },
      { do: 'breaking-schedule', ...line, life: 60_000, goLiveAt: later },
      { do: 'breaking-recall', breaking },
    ]
    const forWriters: Command[] = [
      { do: 'submit', story, version: version() },
      { do: 'withdraw', story },
      { do: 'spike', story, reason: 'no' },
      { do: 'unspike', story },
      { do: 'add-term', scheme: 'topic', key: 'x', labels: { en: 'x', ar: 'x', es: 'x' } },
    ]
    const forStaff: Command[] = [
      { do: 'breaking-draft', ...line, life: 60_000 },
      {
        do: 'create-story',
        story: newStoryId(),
        desk: city,
        language: 'en',
        translationGroup: newTranslationGroupId(),
      },
    ]
    for (const [client, commands] of [
      [nobody, [...forChiefs, ...forWriters, ...forStaff]],
      [photoEditor, [...forChiefs, ...forWriters]],
      [reporter, forChiefs],
    ] as const) {
      for (const command of commands) {
        const verdict = await client.send(command)
        expect([command.do, verdict]).toMatchObject([command.do, { because: 'not-allowed' }])
      }
    }
  })

  it('adds a term once', async () => {
    const reporter = await server.client('reporter')
    const labels = { en: 'Ports', ar: 'موانئ', es: 'Puertos' }
    const term = { do: 'add-term', scheme: 'topic', key: 'ports', labels } as const

    expect(await reporter.send(term)).toMatchObject({ kind: 'accepted', fact: { key: 'ports' } })
    expect(await reporter.send(term)).toMatchObject({ because: 'exists-already' })
  })
})
