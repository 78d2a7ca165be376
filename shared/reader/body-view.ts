/** Blocks of a story → blocks of a page: lists and quotes gathered, pictures and related stories looked up. */
import type { AssetId, MediaKey, StoryId } from '../model/ids.ts'
import type { Block, BlockKind, MediaEntry, Run, StoryContent } from '../model/story.ts'
import { safeLink } from './safe-link.ts'
import { altOf, type StoryTeaser, type TeaserView, teaserView } from './teaser.ts'

export interface RunView extends Omit<Run, 'link'> {
  readonly link: string | null
}

export interface TextView {
  readonly id: string
  readonly runs: readonly RunView[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface FigureView {
  readonly asset: AssetId
  readonly alt: string
  readonly caption: string
  readonly credit: string
  readonly focal: MediaEntry['focal']
  /** Pixels of the original, when known: keeps the page from jumping. */
  readonly size: Size | null
}

export type BodyBlock =
  | ({ readonly type: 'paragraph' | 'heading' | 'subheading' } & TextView)
  | {
      readonly type: 'quote' | 'bullet' | 'number'
      readonly id: string
      readonly items: TextView[]
    }
  | { readonly type: 'picture'; readonly id: string; readonly figure: FigureView }
  | { readonly type: 'related'; readonly id: string; readonly stories: readonly TeaserView[] }

export interface BodySource {
  readonly content: StoryContent
  readonly timeZone: string
  /** Published stories that blocks may point to; others are left out of the page. */
  readonly related: ReadonlyMap<StoryId, StoryTeaser>
  readonly sizeOf: (asset: AssetId) => Size | null
}

/** The body as the page shows it; empty blocks and dangling references are left out. */
export function bodyView(source: BodySource): BodyBlock[] {
  const blocks: BodyBlock[] = []
  for (const block of source.content.blocks) {
    const shown = blockView(block, source)
    if (!shown) continue
    const last = blocks.at(-1)
    if (last && 'items' in shown && last.type === shown.type && 'items' in last) {
      last.items.push(...shown.items)
    } else blocks.push(shown)
  }
  return blocks
}

function blockView(block: Block, source: BodySource): BodyBlock | null {
  if (block.type === 'picture') {
    const figure = figureView(block.media, source)
    return figure && { type: 'picture', id: block.id, figure }
  }
  if (block.type === 'related') {
    const stories = block.stories.flatMap((id) => source.related.get(id) ?? [])
    if (stories.length === 0) return null
    const views = stories.map((story) => teaserView(story, source.timeZone))
    return { type: 'related', id: block.id, stories: views }
  }
  if (block.runs.every((run) => run.text.trim() === '')) return null
  return textBlock(block.kind, { id: block.id, runs: block.runs.map(runView) })
}

function textBlock(kind: BlockKind, text: TextView): BodyBlock {
  if (kind === 'quote' || kind === 'bullet' || kind === 'number') {
    return { type: kind, id: text.id, items: [text] }
  }
  return { type: kind, ...text }
}

const runView = (run: Run): RunView => ({ ...run, link: safeLink(run.link) })

/** One picture of a story with its words, or null when the story has no such entry. */
export function figureView(
  key: MediaKey,
  { content, sizeOf }: Pick<BodySource, 'content' | 'sizeOf'>,
): FigureView | null {
  const entry = content.media[key]
  if (!entry) return null
  return {
    asset: entry.asset,
    alt: altOf(entry),
    caption: entry.caption,
    credit: entry.credit,
    focal: entry.focal,
    size: sizeOf(entry.asset),
  }
}
