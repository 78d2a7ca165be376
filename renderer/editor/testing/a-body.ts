/** Editors without a screen, bound to documents: for tests of this folder. */
import { createHeadlessEditor } from '@lexical/headless'
import { $getRoot, type LexicalEditor } from 'lexical'
import * as Y from 'yjs'
import { composeStory } from '../../../shared/document/compose.ts'
import type { Block, BlockKind, StoryContent } from '../../../shared/model/story.ts'
import { type BodyBinding, bindBody } from '../binding/body-binding.ts'
import { keepBlockIds } from '../body/block-ids.ts'
import { $isBlock } from '../nodes/BlockNode.ts'
import { storyNodes } from '../nodes/story-nodes.ts'
import { createStoryUndo, type StoryUndo } from '../undo/story-undo.ts'

export interface Body {
  readonly doc: Y.Doc
  readonly editor: LexicalEditor
  readonly undo: StoryUndo
  readonly binding: BodyBinding
  /** One synchronous edit. */
  edit(change: () => void): void
}

export function aStory(blocks: readonly Block[], rest: Partial<StoryContent> = {}): StoryContent {
  return {
    headline: 'Ferry fares to rise',
    standfirst: 'From Monday.',
    blocks: [...blocks],
    meta: {
      kind: 'news',
      slug: 'ferry-fares',
      language: 'en',
      section: 'economy',
      regions: [],
      topics: [],
      coverage: [],
      byline: 'Salma Aziz',
      source: '',
      dateline: '',
    },
    media: {},
    carousel: [],
    ...rest,
  }
}

export const paragraph = (id: string, text: string, kind: BlockKind = 'paragraph'): Block => ({
  type: 'text',
  id,
  kind,
  runs: text === '' ? [] : [{ text }],
})

export function aDocument(content: StoryContent): Y.Doc {
  const doc = new Y.Doc()
  composeStory(doc, content)
  return doc
}

/** A second desk: another document with the same state. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(doc))
  return copy
}

/** Both documents hear what the other has. */
export function meet(a: Y.Doc, b: Y.Doc): void {
  const fromA = Y.encodeStateAsUpdateV2(a, Y.encodeStateVector(b))
  const fromB = Y.encodeStateAsUpdateV2(b, Y.encodeStateVector(a))
  Y.applyUpdateV2(a, fromB, 'remote')
  Y.applyUpdateV2(b, fromA, 'remote')
}

export function aBody(doc: Y.Doc, undo: StoryUndo = createStoryUndo(doc)): Body {
  const editor = createHeadlessEditor({
    nodes: [...storyNodes],
    onError: (error: Error) => {
      throw error
    },
  })
  keepBlockIds(editor)
  const binding = bindBody(editor, doc, undo)
  return {
    doc,
    editor,
    undo,
    binding,
    edit: (change) => editor.update(change, { discrete: true }),
  }
}

/** An editor with a story of these blocks. */
export const aBodyOf = (...blocks: readonly Block[]): Body => aBody(aDocument(aStory(blocks)))

/** The text blocks as `kind: text`, other blocks as their type. */
export const $lines = (): string[] =>
  $getRoot()
    .getChildren()
    .map((node) =>
      $isBlock(node) ? `${node.getKind()}: ${node.getTextContent()}` : node.getType(),
    )

export const linesOf = (body: Body): string[] => body.editor.read($lines)
