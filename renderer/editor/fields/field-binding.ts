/**
 * A textarea that shows and edits one shared text (headline, standfirst, captions …).
 *
 *     textarea ⇄ [field binding] ⇄ Y.Text
 *
 * SF1  Every input becomes one small edit at the caret, never a rewrite of the whole text.
 * SF2  A colleague's edit keeps the caret and the selection on their letters.
 * SF3  Nothing is written into the field while an input method composes.
 * SF4  A field of one paragraph takes no line breaks, pasted ones included.
 */
import { stopLexicalPropagation } from 'lexical'
import type * as Y from 'yjs'
import { byHand, type StoryUndo } from '../undo/story-undo.ts'
import { type Delta, editBetween, offsetAfter, type TextEdit } from './text-edit.ts'

export interface FieldKeys {
  /** Enter, and arrow down on the last line: to the next field. */
  readonly onNext?: (() => void) | undefined
  /** Arrow up on the first line, Backspace in an empty field: to the one before. */
  readonly onPrevious?: (() => void) | undefined
}

/** Inputs of Lexical's root never see what happens inside the field. */
const ownEvents = [
  'keydown',
  'keyup',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionend',
  'cut',
  'copy',
  'paste',
  'click',
  'focus',
  'blur',
] as const

/** Binds until the returned function is called. */
export function bindField(
  field: HTMLTextAreaElement,
  text: Y.Text,
  undo: StoryUndo,
  keys: () => FieldKeys,
): () => void {
  const heard: Delta[] = []
  let composing = false
  /** What both sides had when they were last the same. */
  let base = text.toString()
  field.value = base

  const write = () => {
    if (composing) return
    const clean = field.value.replace(/[\t ]*[\r\n]+[\t ]*/g, ' ')
    const caret = Math.max(0, field.selectionEnd - (field.value.length - clean.length))
    if (clean !== field.value) show(field, clean, [caret, caret])
    const edit = moved(editBetween(base, clean, caret), heard.splice(0))
    if (!edit) return
    undo.typed(edit.insert)
    text.doc?.transact(() => {
      if (edit.remove > 0) text.delete(edit.at, edit.remove)
      if (edit.insert !== '') text.insert(edit.at, edit.insert)
    }, byHand)
    base = text.toString()
  }
  const read = (event: Y.YTextEvent) => {
    const delta = event.delta as Delta
    if (composing) {
      heard.push(delta)
      return
    }
    base = text.toString()
    if (field.value === base) return
    const { selectionStart, selectionEnd } = field
    show(field, base, [offsetAfter(delta, selectionStart), offsetAfter(delta, selectionEnd)])
  }
  const endComposition = () => {
    composing = false
    const later = heard.slice()
    const caret = later.reduce((at, delta) => offsetAfter(delta, at), field.selectionEnd)
    write()
    base = text.toString()
    if (later.length > 0) show(field, base, [caret, caret])
  }
  const startComposition = () => {
    composing = true
  }
  const listeners: [string, (event: never) => void][] = [
    ['input', write],
    ['compositionstart', startComposition],
    ['compositionend', endComposition],
    ['beforeinput', (event: InputEvent) => beforeInput(event, undo)],
    ['keydown', (event: KeyboardEvent) => onKey(event, field, keys())],
  ]
  for (const name of ownEvents) field.addEventListener(name, stopLexicalPropagation)
  for (const [name, run] of listeners) field.addEventListener(name, run as EventListener)
  text.observe(read)
  return () => {
    for (const name of ownEvents) field.removeEventListener(name, stopLexicalPropagation)
    for (const [name, run] of listeners) field.removeEventListener(name, run as EventListener)
    text.unobserve(read)
  }
}

/** The edit after what others did to the text since its base. */
function moved(edit: TextEdit | null, deltas: readonly Delta[]): TextEdit | null {
  if (!edit) return null
  const follow = (offset: number) => deltas.reduce((at, delta) => offsetAfter(delta, at), offset)
  const at = follow(edit.at)
  return { at, remove: Math.max(0, follow(edit.at + edit.remove) - at), insert: edit.insert }
}

function show(field: HTMLTextAreaElement, value: string, [start, end]: readonly number[]): void {
  const isActive = field.ownerDocument.activeElement === field
  field.value = value
  if (isActive && start !== undefined) field.setSelectionRange(start, end ?? start)
}

/** The story has one history: the field's own would take back colleagues' words. */
function beforeInput(event: InputEvent, undo: StoryUndo): void {
  if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
    event.preventDefault()
    if (event.inputType === 'historyUndo') undo.undo()
    else undo.redo()
  }
  if (/^(insertFrom|insertReplacement|deleteBy)/.test(event.inputType)) undo.cut()
}

function onKey(event: KeyboardEvent, field: HTMLTextAreaElement, keys: FieldKeys): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { selectionStart, selectionEnd, value } = field
  const collapsed = selectionStart === selectionEnd
  const go = (move: (() => void) | undefined) => {
    if (!move) return
    event.preventDefault()
    move()
  }
  if (event.key === 'Enter') {
    event.preventDefault()
    keys.onNext?.()
  } else if (event.key === 'ArrowDown' && collapsed && selectionEnd === value.length) {
    go(keys.onNext)
  } else if (event.key === 'ArrowUp' && collapsed && selectionStart === 0) {
    go(keys.onPrevious)
  } else if (event.key === 'Backspace' && value === '') {
    go(keys.onPrevious)
  }
}
