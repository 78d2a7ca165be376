import type * as Y from 'yjs'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { blockText, type StoryContent } from '../../shared/model/story.ts'

const heads = ['headline', 'standfirst']

interface Sides {
  readonly mine: StoryContent
  readonly theirs: StoryContent
}

/**
 * Findings as somebody reads the story: headline and standfirst, the text from its top, then fields
 * and pictures. Those of one place stand as in their author's text where it is known.
 */
export function inStoryOrder(
  doc: Y.Doc,
  findings: readonly MergeFinding[],
  sides: Sides | null = null,
): MergeFinding[] {
  if (findings.length < 2) return [...findings]
  const written = sides ? [sides.mine, sides.theirs].map(lettersOf) : []
  const writtenAt = new Map(
    findings.map(({ id, words }) => {
      const found = written.map((text) => text.indexOf(words.trim())).find((at) => at >= 0)
      return [id, found ?? Number.MAX_SAFE_INTEGER]
    }),
  )
  const inText = (finding: MergeFinding) => writtenAt.get(finding.id) ?? 0
  const { blocks } = projectStory(doc)
  const places = new Map(blocks.map(({ id }, index) => [id, heads.length + index]))
  const end = heads.length + blocks.length
  const placeOf = ({ place, block }: MergeFinding): number => {
    if (heads.includes(place)) return heads.indexOf(place)
    return place === 'body' ? (places.get(block ?? '') ?? end) : end + 1
  }
  return [...findings].sort((a, b) => placeOf(a) - placeOf(b) || inText(a) - inText(b))
}

const lettersOf = ({ headline, standfirst, blocks }: StoryContent): string =>
  [
    headline,
    standfirst,
    ...blocks.map((block) => (block.type === 'text' ? blockText(block) : '')),
  ].join('\n')
