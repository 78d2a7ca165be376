/** Paste and drop into the body: everything from outside goes through our own import. */

import { $toggleLink } from '@lexical/link'
import {
  $createRangeSelection,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DROP_COMMAND,
  type LexicalEditor,
  PASTE_COMMAND,
} from 'lexical'
import { cleanAddress } from '../body/marks.ts'
import type { StoryUndo } from '../undo/story-undo.ts'
import { importHtml } from './import-html.ts'
import { importText } from './import-text.ts'
import { $insertPasted } from './insert-pasted.ts'
import type { Pasted } from './pasted.ts'

export interface PasteWatch {
  /** After a paste, with what it left out. */
  onPasted(pasted: Pasted): void
  /** Pictures on the clipboard. */
  onFiles(files: readonly File[]): void
}

export function registerPaste(
  editor: LexicalEditor,
  undo: StoryUndo,
  watch: PasteWatch,
): () => void {
  const take = (data: DataTransfer): boolean => {
    if (isOwn(editor, data)) {
      cutAround(undo)
      return false
    }
    const files = pictureFiles(data)
    if (files.length > 0) watch.onFiles(files)
    else $insert(data, undo, watch)
    return true
  }
  const ends = [
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        const data = 'clipboardData' in event ? event.clipboardData : null
        if (!data || !take(data)) return false
        event.preventDefault()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DROP_COMMAND,
      (event) => {
        const data = event.dataTransfer
        // Files are taken by the whole story, wherever they fall.
        if (!data || data.files.length > 0) return true
        $caretAt(event.clientX, event.clientY)
        if (!take(data)) return false
        event.preventDefault()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      CONTROLLED_TEXT_INSERTION_COMMAND,
      (input) => {
        const data = typeof input === 'string' ? null : input.dataTransfer
        if (!data || isOwn(editor, data)) return false
        $insert(data, undo, watch)
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Copied in this very story: Lexical's own form keeps pictures and related stories. */
function isOwn(editor: LexicalEditor, data: DataTransfer): boolean {
  const copied = data.getData('application/x-lexical-editor')
  if (copied === '') return false
  try {
    const parsed: unknown = JSON.parse(copied)
    const namespace = typeof parsed === 'object' && parsed && 'namespace' in parsed
    return namespace ? parsed.namespace === editor._config.namespace : false
  } catch {
    return false
  }
}

/** A chat program gives a picture as a file beside an `<img>`; a word processor beside its text. */
function pictureFiles(data: DataTransfer): File[] {
  if (data.getData('text/plain').trim() !== '') return []
  return [...data.files].filter((file) => file.type.startsWith('image/'))
}

/** What is typed after this change is a step of its own. */
function cutAround(undo: StoryUndo): void {
  undo.cut()
  queueMicrotask(() => undo.cut())
}

function $insert(data: DataTransfer, undo: StoryUndo, watch: PasteWatch): void {
  cutAround(undo)
  const text = data.getData('text/plain')
  const selection = $getSelection()
  const address = cleanAddress(text)
  if (address && /^(https?|mailto):/i.test(text.trim()) && isStretch(selection)) {
    $toggleLink(address)
    return
  }
  const pasted = readPaste(data.getData('text/html'), text)
  $insertPasted(pasted.blocks)
  watch.onPasted(pasted)
}

const isStretch = (selection: ReturnType<typeof $getSelection>): boolean =>
  $isRangeSelection(selection) && !selection.isCollapsed()

function readPaste(html: string, text: string): Pasted {
  if (html.trim() === '') return importText(text)
  const pasted = importHtml(new DOMParser().parseFromString(html, 'text/html').body)
  return pasted.blocks.length > 0 || text === '' ? pasted : importText(text)
}

function $caretAt(x: number, y: number): void {
  const range = document.caretRangeFromPoint(x, y)
  const node = range && $getNearestNodeFromDOMNode(range.startContainer)
  if (!range || !$isTextNode(node)) return
  const selection = $createRangeSelection()
  selection.anchor.set(node.getKey(), range.startOffset, 'text')
  selection.focus.set(node.getKey(), range.startOffset, 'text')
  $setSelection(selection)
}
