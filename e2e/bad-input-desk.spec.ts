/** What a broken or hostile page, file or clipboard hands to a desk: a clear answer, and nothing else changes. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright'
import * as Y from 'yjs'
import { applyPacked } from '../shared/document/encoding.ts'
import { canonicalContent, projectStory } from '../shared/document/projection.ts'
import type { StoryContent } from '../shared/model/story.ts'
import { aPicture, badPictures } from './support/bad-pictures.ts'
import { bodyOf, openStoryId, startStory } from './support/desk-hands.ts'
import { askEngine, postToEngine, storedState, tapEngine } from './support/engine-tap.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'

async function contentOf(page: Page, story: string): Promise<StoryContent> {
  const doc = new Y.Doc()
  applyPacked(doc, await storedState(page, story))
  return projectStory(doc)
}

const fingerprint = (content: StoryContent): string =>
  createHash('sha256').update(canonicalContent(content)).digest('hex')

test('[BI5] garbage on the engine’s port is refused, and the engine goes on', async ({
  openDesk,
}) => {
  const desk = await openDesk({ person: 'nadia' })
  const { page } = desk
  await tapEngine(page)
  const headline = 'Nothing may change this'
  await startStory(page, headline)
  const story = await openStoryId(page)
  // All of it: the log takes a headline in pieces, as it is typed.
  await until(
    'the headline on disk',
    async () => (await contentOf(page, story)).headline === headline,
  )
  const before = fingerprint(await contentOf(page, story))
  const engine = await desk.enginePid()

  for (const frame of [
    'hello',
    42,
    null,
    [],
    { id: 'one' },
    { id: 1, call: 7 },
    { event: 'story:update' },
  ]) {
    await postToEngine(page, frame)
  }
  const calls: [string, Record<string, unknown>, Record<string, Uint8Array>?][] = [
    ['no:such-call', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['stories:list', { list: 'everything', desk: null, offset: -1, limit: 1e9 }],
    ['story:open', { story: '../../etc/passwd' }],
    ['story:append', { story, update: 'text' }],
    ['story:append', { story }, { update: new Uint8Array([2, 255, 255, 255, 1, 2, 3]) }],
    ['story:append', { story }, { update: new Uint8Array([9, 1, 2, 3]) }],
    ['story:append', { story }, { update: new Uint8Array() }],
    ['command:send', { command: { do: 'publish-everything' } }],
    ['session:sign-in', { server: 'not an address', email: 'x', password: '' }],
    ['asset:info', { asset: '0'.repeat(63) }],
  ]
  for (const [call, input, bytes] of calls) {
    const answer = await askEngine(page, call, input, bytes)
    expect.soft(answer.ok, call).toBe(false)
    if (!answer.ok) {
      expect.soft(answer.error.code, call).not.toBe('')
      expect.soft(answer.error.message, call).not.toMatch(/\bat .+:\d+:\d+/)
    }
  }
  expect(fingerprint(await contentOf(page, story))).toBe(before)
  expect(await desk.enginePid()).toBe(engine)
})

test('[BI5] garbage to main is refused, and settings stay as they were', async ({ openDesk }) => {
  const { page, app } = await openDesk({ person: 'nadia' })
  const outcome = await page.evaluate(async () => {
    const call = window.copydesk.call as (name: string, input: unknown) => Promise<unknown>
    const before = JSON.stringify(await call('settings:get', {}))
    const tries: [string, unknown][] = [
      ['no:such-call', {}],
      ['constructor', {}],
      ['settings:set', { change: { theme: 'purple' } }],
      ['settings:set', { change: { listWidth: 1e9 } }],
      ['settings:set', 'dark'],
      ['app:open-in-browser', { url: 'file:///etc/passwd' }],
      ['app:open-in-browser', { url: 'javascript:alert(1)' }],
      ['window:new', { story: '../../x' }],
    ]
    const accepted: string[] = []
    for (const [name, input] of tries) {
      await call(name, input).then(
        () => accepted.push(`${name} ${JSON.stringify(input)}`),
        () => {},
      )
    }
    return { accepted, same: before === JSON.stringify(await call('settings:get', {})) }
  })
  expect(outcome).toEqual({ accepted: [], same: true })
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('[BI6] files that are no pictures are refused at the desk, and a real one is taken', async ({
  openDesk,
}) => {
  const desk = await openDesk({ person: 'nadia' })
  const { page } = desk
  await tapEngine(page)
  const engine = await desk.enginePid()
  for (const { what, fileName, bytes } of await badPictures()) {
    const answer = await askEngine(page, 'asset:ingest', { fileName }, { bytes })
    expect.soft(answer.ok, what).toBe(false)
    if (!answer.ok)
      expect.soft(answer.error.retry, `${what}: ${answer.error.message}`).toBe('never')
  }
  const good = await askEngine(
    page,
    'asset:ingest',
    { fileName: 'pier.jpg' },
    { bytes: await aPicture() },
  )
  expect(good).toMatchObject({
    ok: true,
    output: { width: 640, height: 400, mediaType: 'image/jpeg' },
  })
  expect(await desk.enginePid()).toBe(engine)
})

const hostileHtml = `<meta charset="utf-8"><style>p{background:url(https://example.invalid/p)}</style>
<script>window.pasted = 'script'</script>
<p onclick="window.pasted='attribute'">The <b>pier</b> is <i>closed</i>.</p>
<img src="https://example.invalid/x.png" onerror="window.pasted='image'">
<iframe src="javascript:window.pasted='frame'"></iframe>
<svg onload="window.pasted='svg'"><script>window.pasted='svg script'</script></svg>
<a href="javascript:window.pasted='link'">Read</a> <a href="https://harbourpost.example/pier">more</a>
<object data="data:text/html,<script>window.pasted='object'</script>"></object>`

test('[BI7] pasted HTML keeps its words and marks, and nothing that could run', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ person: 'nadia' })
  await tapEngine(page)
  await startStory(page, 'What came with the clipboard')
  const story = await openStoryId(page)
  await bodyOf(page).focus()
  // As it comes from another program: Chromium's own copy would have cleaned it.
  await bodyOf(page).evaluate((editor, html) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', html)
    clipboardData.setData('text/plain', 'The pier is closed.')
    const paste = { clipboardData, bubbles: true, cancelable: true }
    editor.dispatchEvent(new ClipboardEvent('paste', paste))
  }, hostileHtml)
  const content = await until('the paste on disk', async () => {
    const now = await contentOf(page, story)
    return JSON.stringify(now.blocks).includes('closed') && now
  })
  const blocks = JSON.stringify(content.blocks)
  expect(blocks).toContain('"text":"pier","bold":true')
  expect(blocks).toContain('"text":"closed","italic":true')
  expect(blocks).toContain('"link":"https://harbourpost.example/pier"')
  expect(blocks).not.toMatch(/javascript:|<script|onerror|pasted|example\.invalid/)
  const inPage = await page.evaluate(() => ({
    ran: 'pasted' in window,
    dangerous: document.querySelectorAll(
      '[data-lexical-editor] :is(script, iframe, object, svg, [onclick], [onerror], [href^="javascript"], [src^="http"])',
    ).length,
  }))
  expect(inPage).toEqual({ ran: false, dangerous: 0 })
})
