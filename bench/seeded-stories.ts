/** Stories for benches, written into a server as a desk writes them: command, then text. */
import * as Y from 'yjs'
import type { SamplePerson } from '../e2e/support/sample-people.ts'
import { aWireDesk, type WireDesk, WireRefused } from '../e2e/support/wire-desk.ts'
import { composeStory } from '../shared/document/compose.ts'
import { packState } from '../shared/document/encoding.ts'
import {
  newStoryId,
  newTranslationGroupId,
  parseDeskId,
  type StoryId,
} from '../shared/model/ids.ts'
import type { StoryContent } from '../shared/model/story.ts'
import { paragraphs } from './plain-words.ts'

/** Texts in one push request. */
const pushedTogether = 200

/** A plain news story of so many words. */
export function aStoryOf(headline: string, words: number): StoryContent {
  return {
    headline,
    standfirst: 'What happened at the harbour, and what comes next.',
    blocks: paragraphs(words).map((text, n) => ({
      type: 'text',
      id: `b${n}`,
      kind: 'paragraph',
      runs: [{ text }],
    })),
    meta: {
      kind: 'news',
      slug: headline
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .slice(0, 80),
      language: 'en',
      section: 'economy',
      regions: [],
      topics: [],
      coverage: [],
      byline: 'Nadia Haddad',
      source: '',
      dateline: 'Port Selim',
    },
    media: {},
    carousel: [],
  }
}

async function createStory(desk: WireDesk): Promise<StoryId> {
  const story = newStoryId()
  const verdict = await desk.command({
    do: 'create-story',
    story,
    desk: parseDeskId('city'),
    language: 'en',
    translationGroup: newTranslationGroupId(),
  })
  if (verdict.kind === 'refused') throw new WireRefused(200, verdict.because)
  return story
}

function packed(content: StoryContent): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc()
  composeStory(doc, content)
  return new Uint8Array(packState(doc))
}

/** Writes the stories as this person, in their order; the last one is the newest. */
export async function seedStories(
  server: string,
  person: SamplePerson,
  contents: readonly StoryContent[],
): Promise<StoryId[]> {
  const desk = await aWireDesk(server, person)
  const ids: StoryId[] = []
  for (let at = 0; at < contents.length; at += pushedTogether) {
    const batch = contents.slice(at, at + pushedTogether)
    const items = []
    for (const [n, content] of batch.entries()) {
      const story = await createStory(desk)
      ids.push(story)
      items.push({ story, ref: at + n + 1, update: packed(content) })
    }
    const answers = await desk.push(items)
    const refused = answers.find((answer) => answer.kind === 'refused')
    if (refused || answers.length < items.length) {
      throw new WireRefused(200, `seeding: ${JSON.stringify(refused ?? answers.length)}`)
    }
  }
  return ids
}
