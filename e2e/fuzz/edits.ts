/** Each edit of a scenario, done with the commands that keys and menus send. */
import {
  $getRoot,
  $getSelection,
  $isRangeSelection,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalCommand,
  type LexicalNode,
} from 'lexical'
import { removeCard } from '../../renderer/editor/body/cards.ts'
import { setLink, toggleMark } from '../../renderer/editor/body/marks.ts'
import { moveBlockTo } from '../../renderer/editor/body/move-block.ts'
import { setKinds } from '../../renderer/editor/body/set-kinds.ts'
import { $isBlock, type BlockNode } from '../../renderer/editor/nodes/BlockNode.ts'
import { $insertPasted } from '../../renderer/editor/paste/insert-pasted.ts'
import { byHand } from '../../renderer/editor/undo/story-undo.ts'
import { metaOf, metaSetOf } from '../../shared/document/story-doc.ts'
import type { Desk } from './desk.ts'
import { editField, insertPicture, moveInTheLead } from './pictures-and-fields.ts'
import { $blockAfter, $blockAt, $pictureAt, $select, stretchOf } from './places.ts'
import type { Edit } from './scenario.ts'
import type { Tags } from './tags.ts'

/** Does one edit at a desk; an edit that finds nothing to act on does nothing. */
export function doEdit(desk: Desk, edit: Edit, tags: Tags): void {
  const { undo, editor } = desk.body
  undo.cut()
  ;(deeds[edit.do] as Do<Edit['do']>)(desk, edit as never, tags)
  // What undo asked of the editor for later happens now.
  editor.update(() => {}, { discrete: true })
  undo.cut()
}

type Do<K extends Edit['do']> = (desk: Desk, edit: Extract<Edit, { do: K }>, tags: Tags) => void

const deeds: { [K in Edit['do']]: Do<K> } = {
  type: (desk, { block, at, words }, tags) => typeAt(desk, block, at, tags.writeAll(words)),
  replace: (desk, { block, at, count, words }, tags) => {
    if (selectWords(desk, block, at, count)) typeText(desk, `${tags.writeAll(words)} `)
  },
  retype: (desk, { block, words }, tags) => {
    if (selectAll(desk, block)) typeText(desk, tags.writeAll(words))
  },
  delete: (desk, { block, at, count }) => {
    if (selectWords(desk, block, at, count)) pressDelete(desk, true)
  },
  mark: (desk, { block, at, count, mark }) => {
    if (!selectWords(desk, block, at, count)) return
    const { editor, undo } = desk.body
    if (mark === 'link') setLink(editor, undo, 'https://example.org/fares')
    else toggleMark(editor, undo, mark)
  },
  kind: (desk, { block, more, kind }) => {
    selectBlocks(desk, block, more)
    setKinds(desk.body.editor, desk.body.undo, kind)
  },
  enter: (desk, { block, at }) => {
    if (caretAt(desk, block, at)) press(desk, INSERT_PARAGRAPH_COMMAND, undefined)
  },
  join: (desk, { block, key }) => join(desk, block, key),
  remove: (desk, { block }) => removeBlock(desk, block),
  wipe: (desk, edit, tags) => {
    if (!selectAcross(desk, edit)) return
    if (edit.words.length > 0) typeText(desk, `${tags.writeAll(edit.words)} `)
    else pressDelete(desk, true)
  },
  move: (desk, { block, by }) => moveBy(desk, () => $blockAt(block), by),
  carry: (desk, edit) => carry(desk, edit),
  paste: (desk, { block, at, blocks }, tags) =>
    paste(
      desk,
      block,
      at,
      blocks.map((words) => tags.writeAll(words)),
    ),
  undo: (desk, { times }) => {
    desk.undid()
    for (let n = 0; n < times; n++) desk.body.undo.undo()
  },
  redo: (desk, { times }) => {
    desk.undid()
    for (let n = 0; n < times; n++) desk.body.undo.redo()
  },
  picture: (desk, { block, words }, tags) => insertPicture(desk, block, tags.writeAll(words)),
  'move-picture': (desk, { block, by }) => moveBy(desk, () => $pictureAt(block), by),
  'remove-picture': (desk, { block }) => {
    const place = placeOf(desk, () => $pictureAt(block))
    if (place) desk.body.undo.alone(() => removeCard(desk.body.editor, place.key))
  },
  lead: (desk, { block, to }) => moveInTheLead(desk, block, to),
  field: (desk, edit, tags) => editField(desk, edit, tags),
  set: ({ doc }, { key, value }) => doc.transact(() => metaOf(doc).set(key, value), byHand),
  term: ({ doc }, { set, term, on }) =>
    doc.transact(() => {
      const terms = metaSetOf(doc, set)
      if (on) terms?.set(term, true)
      else terms?.delete(term)
    }, byHand),
}

function moveBy(desk: Desk, $find: () => LexicalNode | null, by: number): void {
  const place = placeOf(desk, $find)
  if (place) moveBlockTo(desk.body.editor, desk.body.undo, place.key, place.index + by)
}

function press<T>(desk: Desk, command: LexicalCommand<T>, payload: T): void {
  desk.body.edit(() => void desk.body.editor.dispatchCommand(command, payload))
}

/** Puts the caret between two words of a block; false when there is no block. */
function caretAt(desk: Desk, block: number, at: number): boolean {
  return point(desk, block, (found) => {
    const { from } = stretchOf(found.getTextContent(), at, 0)
    $select(found, from)
    return true
  })
}

function point(desk: Desk, block: number, $do: (found: BlockNode) => boolean): boolean {
  let done = false
  desk.body.edit(() => {
    const found = $blockAt(block)
    done = found !== null && $do(found)
  })
  return done
}

function selectWords(desk: Desk, block: number, at: number, count: number): boolean {
  return point(desk, block, (found) => {
    const { from, to } = stretchOf(found.getTextContent(), at, count)
    if (from === to) return false
    $select(found, from, found, to)
    return true
  })
}

function selectAll(desk: Desk, block: number): boolean {
  return point(desk, block, (found) => {
    const size = found.getTextContentSize()
    if (size > 0) $select(found, 0, found, size)
    return size > 0
  })
}

function selectBlocks(desk: Desk, block: number, more: number): void {
  point(desk, block, (found) => {
    let last = found
    for (let n = 0; n < more; n++) last = $blockAfter(last) ?? last
    $select(found, 0, last, last.getTextContentSize())
    return true
  })
}

function selectAcross(desk: Desk, edit: Edit & { do: 'wipe' }): boolean {
  return point(desk, edit.block, (found) => {
    let last = found
    for (let n = 0; n < edit.more; n++) last = $blockAfter(last) ?? last
    if (last === found) return false
    const { from } = stretchOf(found.getTextContent(), edit.at, 0)
    const { from: to } = stretchOf(last.getTextContent(), edit.to, 0)
    $select(found, from, last, to)
    return true
  })
}

/** Types word by word, each as one input, as a desk logs them. */
function typeText(desk: Desk, text: string): void {
  const { undo } = desk.body
  for (const piece of text.match(/\S+\s*|\s+/g) ?? []) {
    undo.typed(piece.trimEnd())
    press(desk, CONTROLLED_TEXT_INSERTION_COMMAND, piece)
  }
}

/** Typed between words, with the spaces that a writer leaves. */
function typeAt(desk: Desk, block: number, at: number, text: string): void {
  let before = ''
  let after = ''
  const found = point(desk, block, (node) => {
    const content = node.getTextContent()
    const { from } = stretchOf(content, at, 0)
    if (from > 0 && !/\s$/.test(content.slice(0, from))) before = ' '
    if (from < content.length) after = ' '
    $select(node, from)
    return true
  })
  if (found) typeText(desk, before + text + after)
}

/** A browser whose caret cannot be moved to measure a letter: Lexical deletes nothing then. */
const withoutCaret = { getSelection: () => null } as unknown as Window

/** Where the model alone does not say what goes, Lexical asks its window, which a headless one lacks. */
function pressDelete(desk: Desk, isBackward: boolean): void {
  const { editor } = desk.body
  editor._window = withoutCaret
  try {
    press(desk, DELETE_CHARACTER_COMMAND, isBackward)
  } finally {
    editor._window = null
  }
}

/** Backspace at the start of a block, or Delete at its end; then the space between two words. */
function join(desk: Desk, block: number, key: 'backspace' | 'delete'): void {
  const ready = point(desk, block, (found) => {
    const next = $blockAfter(found)
    if (!next) return false
    if (key === 'delete') $select(found, found.getTextContentSize())
    else $select(next, 0)
    return true
  })
  if (!ready) return
  const count = desk.body.editor.read(() => $getRoot().getChildrenSize())
  pressDelete(desk, key === 'backspace')
  const joined = desk.body.editor.read(() => $getRoot().getChildrenSize() < count)
  if (joined && desk.body.editor.read($standsBetweenLetters)) typeText(desk, ' ')
}

function $standsBetweenLetters(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const node = selection.anchor.getNode()
  const block = [node, ...node.getParents()].find($isBlock)
  if (!block) return false
  let before = ''
  for (const text of block.getAllTextNodes()) {
    if (text.getKey() === node.getKey()) {
      before += text.getTextContent().slice(0, selection.anchor.offset)
      const rest = block.getTextContent().slice(before.length)
      return before !== '' && rest !== '' && !/\s$/.test(before) && !/^\s/.test(rest)
    }
    before += text.getTextContent()
  }
  return false
}

/** All of a block is selected and deleted, then Backspace takes the empty line; Delete in the first. */
function removeBlock(desk: Desk, block: number): void {
  const { editor } = desk.body
  const found = editor.read(() => {
    const blocks = $getRoot().getChildren().filter($isBlock)
    const node = blocks.length > 1 ? $blockAt(block) : null
    return node && { isFirst: node.getPreviousSibling() === null }
  })
  if (!found) return
  const count = () => editor.read(() => $getRoot().getChildrenSize())
  const before = count()
  if (selectAll(desk, block)) pressDelete(desk, true)
  else if (!caretAt(desk, block, 0)) return
  // A heading becomes a paragraph first.
  for (let n = 0; n < 2 && count() === before; n++) pressDelete(desk, !found.isFirst)
}

/** Cut here, paste there: the same words, moved by hand. */
function carry(desk: Desk, edit: Edit & { do: 'carry' }): void {
  if (!selectWords(desk, edit.block, edit.at, edit.count)) return
  const words = desk.body.editor.read(() => $getSelection()?.getTextContent() ?? '')
  pressDelete(desk, true)
  desk.body.undo.cut()
  paste(desk, edit.toBlock, edit.to, [words.trim()])
}

/** Pasted between words, with the spaces that a writer sees to. */
function paste(desk: Desk, block: number, at: number, texts: readonly string[]): void {
  let before = ''
  let after = ''
  const found = point(desk, block, (node) => {
    const content = node.getTextContent()
    const { from } = stretchOf(content, at, 0)
    if (from > 0 && !/\s$/.test(content.slice(0, from))) before = ' '
    if (from < content.length) after = ' '
    $select(node, from)
    return true
  })
  if (!found) return
  const spaced = texts.map(
    (text, n) => (n === 0 ? before : '') + text + (n === texts.length - 1 ? after : ''),
  )
  desk.body.edit(() =>
    $insertPasted(spaced.map((text) => ({ kind: 'paragraph', runs: [{ text }] }))),
  )
}

function placeOf(desk: Desk, $find: () => LexicalNode | null) {
  return desk.body.editor.read(() => {
    const node = $find()
    return node && { key: node.getKey(), index: node.getIndexWithinParent() }
  })
}
