/**
 * The one class of text block. Its kind is NodeState, so that turning a paragraph into a heading
 * keeps the block, and with it whatever somebody else is typing in it.
 *
 * BN1  Changing a block's kind never replaces the block.
 */
import {
  $applyNodeReplacement,
  $getState,
  $setState,
  createState,
  type LexicalNode,
  ParagraphNode,
  type RangeSelection,
} from 'lexical'
import { v7 } from 'uuid'
import { blockNodeType, blockStateKeys } from '../../../shared/document/story-doc.ts'
import { type BlockKind, blockKinds } from '../../../shared/model/story.ts'

const isKind = (value: unknown): value is BlockKind =>
  (blockKinds as readonly unknown[]).includes(value)

export const kindState = createState(blockStateKeys.kind, {
  parse: (value): BlockKind => (isKind(value) ? value : 'paragraph'),
})

/** Shared by blocks, pictures and related stories; reset on copies, because ids are unique. */
export const blockIdState = createState(blockStateKeys.id, {
  parse: (value) => (typeof value === 'string' ? value : ''),
  resetOnCopyNode: true,
})

export const newBlockId = (): string => v7()

const tags: Record<BlockKind, string> = {
  paragraph: 'p',
  heading: 'h2',
  subheading: 'h3',
  quote: 'blockquote',
  bullet: 'p',
  number: 'p',
}

/** Kinds that go on after Enter at the end of a filled block; the others are followed by a paragraph. */
const goesOn: readonly BlockKind[] = ['paragraph', 'bullet', 'number']

export class BlockNode extends ParagraphNode {
  override $config() {
    return this.config(blockNodeType, {
      extends: ParagraphNode,
      stateConfigs: [
        { flat: true, stateConfig: kindState },
        { flat: true, stateConfig: blockIdState },
      ],
    })
  }

  getKind(): BlockKind {
    return $getState(this, kindState)
  }

  setKind(kind: BlockKind): this {
    return $setState(this, kindState, kind)
  }

  override createDOM(): HTMLElement {
    const kind = this.getKind()
    const dom = document.createElement(tags[kind])
    dom.className = 'block'
    dom.dataset.kind = kind
    return dom
  }

  override updateDOM(before: this): boolean {
    return $getState(before, kindState, 'direct') !== $getState(this, kindState, 'direct')
  }

  /** Enter: the second half keeps the kind, unless a heading or quote was complete. */
  override insertNewAfter(selection: RangeSelection | null, restoreSelection = true): BlockNode {
    const kind = this.getKind()
    const atEnd = selection === null || isAtEnd(this, selection)
    const next = $createBlock(atEnd && !goesOn.includes(kind) ? 'paragraph' : kind)
    this.insertAfter(next, restoreSelection)
    return next
  }

  override collapseAtStart(): boolean {
    if (this.getKind() === 'paragraph') return super.collapseAtStart()
    this.setKind('paragraph')
    return true
  }
}

/** Is the focus behind the last letter of the block? */
export function isAtEnd(block: BlockNode, selection: RangeSelection): boolean {
  const { focus } = selection
  const last = block.getLastDescendant()
  if (last === null || focus.key === block.getKey()) return focus.offset >= block.getChildrenSize()
  return focus.key === last.getKey() && focus.offset >= last.getTextContentSize()
}

/** A new block with an id of its own. */
export function $createBlock(kind: BlockKind = 'paragraph'): BlockNode {
  const block = $applyNodeReplacement(new BlockNode())
  $setState(block, blockIdState, newBlockId())
  return kind === 'paragraph' ? block : block.setKind(kind)
}

export const $isBlock = (node: LexicalNode | null | undefined): node is BlockNode =>
  node instanceof BlockNode
