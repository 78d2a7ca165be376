/**
 * The body editor of one open story: Lexical, our keys, paste and binding, on one element.
 * No React: a story that is switched quickly is closed and opened in the same order every time.
 */
import { registerRichText } from '@lexical/rich-text'
import {
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  KEY_ARROW_UP_COMMAND,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical'
import { matchesChord } from '../../ui/keymap.ts'
import { type BodyBinding, bindBody } from '../binding/body-binding.ts'
import { storyNodes } from '../nodes/story-nodes.ts'
import { type PasteWatch, registerPaste } from '../paste/register-paste.ts'
import type { StorySession } from '../provider/story-session.ts'
import type { StoryUndo } from '../undo/story-undo.ts'
import { keepBlockIds } from './block-ids.ts'
import { $blockOf, $isAtStart, registerBlockKeys } from './block-keys.ts'
import { bodyKeys } from './body-keys.ts'
import { linesOnScreen } from './body-lines.ts'
import { registerCards } from './cards.ts'
import { applyKindSign } from './kind-shortcuts.ts'
import { registerMarks } from './marks.ts'

export interface BodyWatch extends PasteWatch {
  /** The caret wants to leave upwards, to the field before. */
  onLeaveUp(): void
  onLinkKey(): void
  /** A link was pressed together with the command key. */
  onFollow(address: string): void
  /** The editor broke: its error, for the report. */
  onBroken(error: Error): void
}

export interface OpenBody {
  readonly editor: LexicalEditor
  readonly undo: StoryUndo
  readonly binding: BodyBinding
  /** `back`: to where the caret was. */
  focus(where: 'start' | 'end' | 'back'): void
  close(): void
}

const theme = {
  // Colleagues' carets: see present-carets.css.
  collaboration: { cursor: 'colleague-caret', cursorName: 'colleague-name' },
  text: {
    underline: 'mark-underline',
    strikethrough: 'mark-strike',
    underlineStrikethrough: 'mark-underline-strike',
  },
}

export function openBody(root: HTMLElement, session: StorySession, watch: BodyWatch): OpenBody {
  const { undo } = session
  const editor = createEditor({
    namespace: session.story,
    nodes: [...storyNodes],
    theme,
    onError: (error) => watch.onBroken(error),
  })
  const hasFocus = () => root.contains(document.activeElement)
  const binding = bindBody(editor, session.doc, undo, hasFocus)
  editor.setRootElement(root)
  const ends = [
    registerRichText(editor),
    keepBlockIds(editor),
    registerBlockKeys(editor),
    registerMarks(editor, undo),
    registerPaste(editor, undo, watch),
    registerCards(editor),
    registerHistory(editor, undo),
    registerKeys(editor, undo, watch),
    listenToTyping(root, editor, undo),
    followLinks(root, watch),
    markLong(root, editor),
    () => binding.release(),
  ]
  session.linesOnScreen = () => linesOnScreen(editor)
  return {
    editor,
    undo,
    binding,
    focus(where) {
      // A field of a card keeps Lexical's hands off the selection while it has the focus.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      const places = { start: 'rootStart', end: 'rootEnd', back: undefined } as const
      if (where !== 'back') editor.update(() => $setSelection(null), { discrete: true })
      editor.focus(undefined, { defaultSelection: places[where] })
    },
    close() {
      session.linesOnScreen = null
      for (const end of ends) end()
      editor.setRootElement(null)
    },
  }
}

function registerHistory(editor: LexicalEditor, undo: StoryUndo): () => void {
  // Outside of the command's own update: undo changes the editor through the document.
  const later = (step: () => void) => () => {
    queueMicrotask(step)
    return true
  }
  const ends = [
    editor.registerCommand(UNDO_COMMAND, later(undo.undo), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(REDO_COMMAND, later(undo.redo), COMMAND_PRIORITY_HIGH),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function registerKeys(editor: LexicalEditor, undo: StoryUndo, watch: BodyWatch): () => void {
  const ends = [
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const key = bodyKeys.find(({ chord }) => matchesChord(event, chord))
        if (!key || event.isComposing) return false
        event.preventDefault()
        if (key.does === 'link') watch.onLinkKey()
        else queueMicrotask(() => key.run(editor, undo))
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_ARROW_UP_COMMAND,
      (event) => {
        const selection = $getSelection()
        if (!$isRangeSelection(selection) || event.shiftKey) return false
        const block = $blockOf(selection)
        if (!block || block.getPreviousSibling() || !$isAtStart(selection, block)) return false
        event.preventDefault()
        watch.onLeaveUp()
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** A press in a text sets the caret; with the command key it follows the link. */
function followLinks(root: HTMLElement, watch: BodyWatch): () => void {
  const onClick = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link) return
    event.preventDefault()
    watch.onFollow(link.href)
  }
  root.addEventListener('click', onClick)
  return () => root.removeEventListener('click', onClick)
}

/** Beyond this many blocks the browser lays out only those in view. */
const longStory = 80

function markLong(root: HTMLElement, editor: LexicalEditor): () => void {
  let size = -1
  const mark = () => {
    const now = editor.getEditorState().read(() => $getRoot().getChildrenSize())
    if (now === size) return
    size = now
    root.classList.toggle('body-long', size > longStory)
  }
  mark()
  return editor.registerUpdateListener(mark)
}

/** Undo steps end at sentences; a space after a sign may turn the block. */
function listenToTyping(root: HTMLElement, editor: LexicalEditor, undo: StoryUndo): () => void {
  const before = (event: InputEvent) => {
    if (event.inputType === 'insertText' && event.data) undo.typed(event.data)
    else if (!/^(delete|insertComposition)/.test(event.inputType)) undo.cut()
  }
  const after = (event: Event) => {
    if (event instanceof InputEvent && event.data === ' ') {
      queueMicrotask(() => applyKindSign(editor, undo))
    }
  }
  root.addEventListener('beforeinput', before, { capture: true })
  root.addEventListener('input', after)
  return () => {
    root.removeEventListener('beforeinput', before, { capture: true })
    root.removeEventListener('input', after)
  }
}
