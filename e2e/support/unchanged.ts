/** What a bad request must leave as it was, and a story to look at. */
import { createHash } from 'node:crypto'
import { until } from './until.ts'
import { aWireStory, changesSince, type WireDesk, type WireStory, write } from './wire-desk.ts'

/** Fingerprint of all facts and of the bytes of a story's log. */
export async function everything(desk: WireDesk, story: WireStory): Promise<string> {
  const facts = await changesSince(desk, 0)
  const log = (await desk.pull([story.id])).map((item) => Buffer.from(item.update).toString('hex'))
  return createHash('sha256')
    .update(JSON.stringify([facts, log]))
    .digest('hex')
}

export async function aStoryOnServer(desk: WireDesk): Promise<WireStory> {
  const story = await aWireStory(desk)
  write(story, 'Ferries stay in port')
  const items = story.updates.map((update, n) => ({
    story: story.id,
    ref: n + 1,
    update: new Uint8Array(update),
  }))
  await desk.push(items)
  await until('the text’s length to be a fact', async () => (await headOf(desk, story)) === 2)
  return story
}

/** How long the feed says that a story's log is: told a moment after the push. */
async function headOf(desk: WireDesk, story: WireStory): Promise<number> {
  const heads = (await changesSince(desk, 0)).flatMap(({ fact }) =>
    fact.type === 'document-head' && fact.story === story.id ? [fact.seq] : [],
  )
  return Math.max(0, ...heads)
}
