import { describe, expect, it, vi } from 'vitest'
import { newBreakingId } from '../../../shared/model/ids.ts'
import { aDesk, type TestDesk, until } from '../testing/a-desk.ts'
import { aServer, type NewsroomServer } from '../testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

async function two(): Promise<{ server: NewsroomServer; salma: TestDesk; majid: TestDesk }> {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  server.newsroom.person('majid', 'desk-chief')
  const [salma, majid] = [aDesk(), aDesk()]
  await salma.signIn(server.url, 'salma')
  await majid.signIn(server.url, 'majid')
  return { server, salma, majid }
}

const submitted = async (desk: TestDesk, story: Parameters<TestDesk['row']>[0]) =>
  (await desk.row(story))?.fact.work.at === 'submitted'

describe('two desks and a server', () => {
  it('[DOT1] [DIT1] sends what was written offline in order and shows it on the other desk', async () => {
    const { server, salma, majid } = await two()
    await salma.offline()
    const story = await salma.create()
    for (const word of ['Ferry ', 'fares ', 'to ', 'rise']) await salma.window.type(story, word)
    expect((await salma.row(story))?.safety).toMatchObject({ word: 'waiting', updates: 5 })
    await salma.offline(false)
    await salma.level()
    expect(server.newsroom.headline(story)).toBe('Ferry fares to rise')
    expect((await salma.row(story))?.safety).toEqual({ word: 'on-server' })
    await until(
      async () => (await majid.row(story))?.headline === 'Ferry fares to rise',
      'headline',
    )
    await majid.window.open(story)
    expect(majid.window.headline(story)).toBe('Ferry fares to rise')
  })

  it('merges what both wrote offline on both desks', async () => {
    const { salma, majid } = await two()
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    await until(
      async () => (await majid.row(story))?.headline === 'Fares',
      'the story at the chief',
    )
    await majid.window.open(story)
    await Promise.all([salma.offline(), majid.offline()])
    await salma.window.type(story, ' rise')
    await majid.window.typeStandfirst(story, 'From January.')
    await Promise.all([salma.offline(false), majid.offline(false)])
    await until(() => salma.window.standfirst(story) === 'From January.', 'the standfirst')
    await until(() => majid.window.headline(story) === 'Fares rise', 'the headline')
    const hash = async (desk: TestDesk) =>
      (await desk.window.call('story:version', { story })).version
    expect(await hash(salma)).toBe(await hash(majid))
  })

  it('[DOT2] sends again what was not acknowledged, and the server logs it once', async () => {
    const { server, salma } = await two()
    const story = await salma.create()
    await salma.level()
    server.loseAcks = 1
    await salma.window.type(story, 'Once')
    await salma.level()
    expect(server.loseAcks).toBe(0)
    expect(server.newsroom.headline(story)).toBe('Once')
    const log = server.newsroom.logs.get(story) ?? []
    expect(new Set(log.map(({ update }) => Buffer.from(update).toString('hex'))).size).toBe(
      log.length,
    )
  })

  it('comes back by itself after the server was gone', async () => {
    const { server, salma } = await two()
    const story = await salma.create()
    await salma.level()
    await server.stop()
    await salma.becomes('offline')
    await salma.window.type(story, 'Still here')
    expect((await salma.row(story))?.safety.word).toBe('waiting')
    const { problem } = await salma.window.call('network:state', {})
    expect(problem).toContain('does not answer')
    await server.start()
    salma.engine.wake()
    await salma.level()
    expect(server.newsroom.headline(story)).toBe('Still here')
  })

  it('[DCS1] sends a command whose answer was lost again, and it is judged once', async () => {
    const { server, salma } = await two()
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    server.loseAnswerTo = 'POST /v1/commands'
    const { version } = await salma.window.call('story:version', { story })
    await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    await salma.level()
    expect(server.loseAnswerTo).toBeNull()
    const submits = server.newsroom.judged.filter(({ command }) => command.do === 'submit')
    expect(submits).toHaveLength(1)
    expect(await submitted(salma, story)).toBe(true)
  })

  it('[DLN18] keeps a command for a server that speaks another protocol after an update', async () => {
    const { server, salma } = await two()
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    server.speaksAnother = true
    const { version } = await salma.window.call('story:version', { story })
    await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    await until(
      async () => (await salma.window.call('network:state', {})).problem?.includes('newest'),
      'to hear that the server speaks otherwise',
    )
    expect((await salma.window.call('outbox:list', {})).rows).toMatchObject([
      { state: { at: 'waiting' } },
    ])
    server.speaksAnother = false
    await salma.level()
    expect(server.newsroom.story(story)?.work.at).toBe('submitted')
  })

  it('[DLO2] submits only after the server has the very text that is submitted', async () => {
    const { server, salma } = await two()
    await salma.offline()
    const story = await salma.create()
    await salma.window.type(story, 'Fares to rise')
    const { version } = await salma.window.call('story:version', { story })
    await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    await salma.window.type(story, ' again')
    expect(await submitted(salma, story)).toBe(true)
    await salma.offline(false)
    await salma.level()
    expect(server.newsroom.judged.map(({ command }) => command.do)).toEqual([
      'create-story',
      'submit',
    ])
    expect(server.newsroom.story(story)?.work).toMatchObject({ at: 'submitted', version })
  })

  it('does not hold a breaking line back behind a text that cannot leave', async () => {
    const { server, majid } = await two()
    const story = await majid.create()
    await majid.level()
    server.failing.add('/v1/documents')
    await majid.offline()
    for (let i = 0; i < 4; i += 1) await majid.window.type(await majid.create(), 'x')
    await majid.window.type(story, 'x')
    const breaking = newBreakingId()
    const lines = { en: { attribution: '', text: 'Port closed' } }
    const send = { do: 'breaking-send', breaking, lines, story: null, life: 60_000 } as const
    expect(await majid.window.call('command:send', { command: send })).toMatchObject({
      kind: 'queued',
    })
    await majid.offline(false)
    await until(
      () => server.newsroom.judged.some(({ command }) => command.do === 'breaking-send'),
      'the breaking line',
    )
  })

  it('shows a refusal, keeps it until it is cleared, and lets what follows pass', async () => {
    const { server, salma, majid } = await two()
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    await until(async () => (await majid.row(story))?.headline === 'Fares', 'the story')
    await salma.offline()
    const { version } = await salma.window.call('story:version', { story })
    await salma.window.call('command:send', { command: { do: 'submit', story, version } })
    await majid.window.call('command:send', { command: { do: 'spike', story, reason: 'Old' } })
    await majid.level()
    await salma.offline(false)
    await until(() => salma.window.heard('command:refused').length === 1, 'the refusal')
    expect(salma.window.heard('command:refused')[0]).toMatchObject({
      because: 'stage-moved-on',
      story,
    })
    const { rows } = await salma.window.call('outbox:list', {})
    expect(rows).toMatchObject([{ state: { at: 'refused', because: 'stage-moved-on' } }])
    await until(async () => (await salma.row(story))?.fact.work.at === 'spiked', 'the spike')
    const [refused] = rows
    if (!refused) throw new Error('no row')
    await salma.window.call('outbox:withdraw', { id: refused.id })
    expect((await salma.window.call('outbox:list', {})).rows).toEqual([])
    expect(server.newsroom.judged.at(-1)?.command.do).toBe('submit')
  })

  it('[DLN1] stays offline by choice over a restart, until the person says otherwise', async () => {
    const { server, salma } = await two()
    await salma.offline()
    const story = await salma.create()
    await salma.window.type(story, 'Not yet')
    const { folder, secret } = salma
    await salma.close()
    const again = aDesk(folder, secret)
    expect((await again.window.call('network:state', {})).state).toBe('offline-by-choice')
    expect(server.newsroom.story(story)).toBeNull()
    await again.offline(false)
    await again.level()
    expect(server.newsroom.headline(story)).toBe('Not yet')
  })

  it('keeps the text and its place in the queue when the sign-in ends', async () => {
    const { server, salma } = await two()
    const story = await salma.create()
    await salma.level()
    server.signEverybodyOut()
    await salma.becomes('signed-out')
    await salma.window.type(story, 'Not lost')
    expect((await salma.window.call('session:state', {})).at).toBe('signed-in')
    expect((await salma.window.call('network:state', {})).problem).toContain('Sign in again')
    expect(salma.secret).toBeNull()
    await salma.signIn(server.url, 'salma')
    await salma.level()
    expect(server.newsroom.headline(story)).toBe('Not lost')
  })
})
