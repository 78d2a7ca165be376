/** Plays one sample story's life, step by step, through the log and the command desk. */
import type { StoryCommand } from '../../shared/model/commands.ts'
import { parseTranslationGroupId, type StoryId, type VersionHash } from '../../shared/model/ids.ts'
import type { SampleStory } from './sample-files.ts'
import type { SampleHands } from './sample-hands.ts'
import { sampleId } from './sample-ids.ts'
import { type SampleShelf, sampleContent, sampleStoryId } from './story-content.ts'
import type { Act, Step } from './story-life.ts'
import { storyPen } from './write-story.ts'

/** Carries out the steps in order. */
export async function loadStory(
  hands: SampleHands,
  story: SampleStory,
  steps: readonly Step[],
  shelf: SampleShelf,
): Promise<void> {
  const name = `${story.language}/${story.slug}`
  const id = sampleStoryId(story.language, story.slug)
  const pen = storyPen(name)
  try {
    for (const [i, { by, at, act }] of steps.entries()) {
      if (act.do === 'write') {
        const update = pen.write(sampleContent(story, act.text, shelf))
        await hands.append(by, id, i + 1, update, at)
      } else {
        const command = commandOf(act, story, id, () => pen.version())
        await hands.command(by, `${name} ${i} ${act.do}`, command, at)
      }
    }
  } finally {
    pen.close()
  }
}

function commandOf(
  act: Exclude<Act, { do: 'write' }>,
  { language, slug, front }: SampleStory,
  story: StoryId,
  version: () => VersionHash,
): StoryCommand {
  switch (act.do) {
    case 'create': {
      const group = sampleId('group', front.group ?? `${language}/${slug}`)
      const translationGroup = parseTranslationGroupId(group)
      return { do: 'create-story', story, desk: front.desk, language, translationGroup }
    }
    case 'submit':
    case 'approve':
      return { do: act.do, story, version: version() }
    case 'publish':
      return {
        do: 'publish',
        story,
        version: version(),
        ...(act.correction && { correction: act.correction }),
      }
    case 'schedule':
      return { do: 'schedule', story, version: version(), publishAt: act.publishAt }
    case 'return':
    case 'take-down':
      return { do: act.do, story, reason: act.reason }
    case 'set-embargo':
      return { do: 'set-embargo', story, until: act.until }
  }
}
