/** Keys of the body editor, besides those of the desk: matched, listed and shown from here. */
import type { LexicalEditor } from 'lexical'
import type { StoryUndo } from '../undo/story-undo.ts'
import { toggleMark } from './marks.ts'
import { moveBlock } from './move-block.ts'

export type BodyKeyName =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'link'
  | 'move-up'
  | 'move-down'

export interface BodyKey {
  readonly does: BodyKeyName
  readonly chord: string
  run(editor: LexicalEditor, undo: StoryUndo): void
}

const mark = (does: 'bold' | 'italic' | 'underline' | 'strikethrough', chord: string): BodyKey => ({
  does,
  chord,
  run: (editor, undo) => toggleMark(editor, undo, does),
})

export const bodyKeys: readonly BodyKey[] = [
  mark('bold', 'Mod+B'),
  mark('italic', 'Mod+I'),
  mark('underline', 'Mod+U'),
  mark('strikethrough', 'Mod+Shift+X'),
  // Mod+K is the palette everywhere in the desk.
  { does: 'link', chord: 'Mod+Shift+K', run: () => {} },
  { does: 'move-up', chord: 'Alt+ArrowUp', run: (editor, undo) => moveBlock(editor, undo, -1) },
  { does: 'move-down', chord: 'Alt+ArrowDown', run: (editor, undo) => moveBlock(editor, undo, 1) },
]

export const bodyChord = (name: BodyKeyName): string =>
  bodyKeys.find(({ does }) => does === name)?.chord ?? ''
