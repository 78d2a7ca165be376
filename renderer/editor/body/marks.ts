/** Marks on letters: bold, italic, underline, strikethrough and links, each a step of its own in undo. */
import { $isLinkNode, $toggleLink } from '@lexical/link'
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  SET_TEXT_FORMAT_COMMAND,
  type TextFormatType,
} from 'lexical'
import type { StoryUndo } from '../undo/story-undo.ts'

export const marks = ['bold', 'italic', 'underline', 'strikethrough'] as const
export type Mark = (typeof marks)[number]
const isMark = (format: TextFormatType): format is Mark =>
  (marks as readonly string[]).includes(format)

/** Keeps other formats out, and cuts the undo history around each mark. */
export function registerMarks(editor: LexicalEditor, undo: StoryUndo): () => void {
  const ends = [
    editor.registerCommand(
      FORMAT_TEXT_COMMAND,
      (format) => {
        if (!isMark(format)) return true
        undo.cut()
        return false
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(SET_TEXT_FORMAT_COMMAND, () => true, COMMAND_PRIORITY_HIGH),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** Turns a mark on or off in the selection, now. */
export function toggleMark(editor: LexicalEditor, undo: StoryUndo, mark: Mark): void {
  undo.alone(() =>
    editor.update(() => void editor.dispatchCommand(FORMAT_TEXT_COMMAND, mark), {
      discrete: true,
    }),
  )
}

/** The address as it may stand in a story, or null: only the web and mail, never script. */
export function cleanAddress(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || /\s/.test(trimmed)) return null
  if (/^[^@/:?#]+@[^@/:?#]+\.[^@/:?#]+$/.test(trimmed)) return `mailto:${trimmed}`
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(whole)) return null
  const { protocol, hostname, href } = new URL(whole)
  if (protocol === 'mailto:') return href
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && hostname.includes('.') ? href : null
}

/** Address of the link that holds the selection's start, or null. */
export function $linkAtSelection(): string | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const node = selection.getNodes()[0] ?? selection.anchor.getNode()
  return [node, ...node.getParents()].find($isLinkNode)?.getURL() ?? null
}

/** Links the selection, or takes its link away with null. */
export function setLink(editor: LexicalEditor, undo: StoryUndo, address: string | null): void {
  undo.alone(() => editor.update(() => $toggleLink(address), { discrete: true }))
}
