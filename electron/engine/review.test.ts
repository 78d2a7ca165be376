import { describe, expect, it, vi } from 'vitest'
import { aDesk, type TestDesk, until } from './testing/a-desk.ts'
import { aServer } from './testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

type Story = Parameters<TestDesk['row']>[0]

async function submittedStory() {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  server.newsroom.person('majid', 'desk-chief')
  const [salma, majid] = [aDesk(), aDesk()]
  await salma.signIn(server.url, 'salma')
  await majid.signIn(server.url, 'majid')
  const story = await salma.create()
  const doc = salma.window.docs.get(story)
  doc?.getMap('meta').set('section', 'economy')
  await salma.window.call('story:append', {
    story,
    update: new Uint8Array(await stateOf(salma, story)),
  })
  await salma.window.type(story, 'Fares')
  await submit(salma, story)
  await until(async () => (await majid.row(story))?.headline === 'Fares', 'the story at the chief')
  return { server, salma, majid, story }
}

async function stateOf(desk: TestDesk, story: Story): Promise<Uint8Array> {
  const { packState } = await import('../../shared/document/encoding.ts')
  const doc = desk.window.docs.get(story)
  if (!doc) throw new Error('not open')
  return packState(doc)
}

async function submit(desk: TestDesk, story: Story) {
  await send(desk, story, 'submit')
  await desk.level()
}

async function send(desk: TestDesk, story: Story, what: 'submit' | 'approve' | 'publish') {
  const { version } = await desk.window.call('story:version', { story })
  const answer = await desk.window.call('command:send', { command: { do: what, story, version } })
  expect(answer.kind).toBe('queued')
}

describe('what a chief reads', () => {
  it('is beside nothing at first, then beside what was read when it went back', async () => {
    const { salma, majid, story } = await submittedStory()
    expect((await majid.window.call('story:review', { story })).base).toBeNull()
    const back = { do: 'return', story, reason: 'Who says so?' } as const
    await majid.window.call('command:send', { command: back })
    await until(async () => (await salma.row(story))?.fact.work.at === 'returned', 'the return')
    await salma.window.type(story, ' to rise')
    await submit(salma, story)
    await until(async () => (await majid.row(story))?.headline === 'Fares to rise', 'the new text')
    const { base, current } = await majid.window.call('story:review', { story })
    expect(current.content.headline).toBe('Fares to rise')
    expect(base).toMatchObject({ label: 'last-read', content: { headline: 'Fares' } })
  })

  it('[DPRJ2] is beside the live version once the story was published', async () => {
    const { salma, majid, story } = await submittedStory()
    await send(majid, story, 'approve')
    await majid.level()
    await send(majid, story, 'publish')
    await majid.level()
    await until(async () => (await salma.row(story))?.fact.publication.at === 'live', 'live')
    await until(
      async () => (await salma.window.call('story:review', { story })).base?.label === 'live',
      'the live version kept by the reporter’s desk too',
    )
    await salma.window.type(story, ' to rise')
    const { base, current } = await salma.window.call('story:review', { story })
    expect(current.content.headline).toBe('Fares to rise')
    expect(base).toMatchObject({ label: 'live', content: { headline: 'Fares' } })
  })

  it('shows an approval as void as soon as the text is edited, also offline', async () => {
    const { server, salma, majid, story } = await submittedStory()
    await send(majid, story, 'approve')
    await until(async () => (await salma.row(story))?.fact.work.at === 'approved', 'the approval')
    await salma.offline()
    await salma.window.type(story, '!')
    await until(async () => (await salma.row(story))?.fact.work.at === 'submitted', 'void here')
    expect(server.newsroom.story(story)?.work.at).toBe('approved')
  })
})
