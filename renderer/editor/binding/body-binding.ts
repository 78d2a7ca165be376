/**
 * Keeps a Lexical editor and the story's `root-v2` the same. All use of `@lexical/yjs` is in this
 * folder: its V2 functions are experimental, and an upgrade is tested against encoded fixtures.
 *
 *     keystroke → Lexical → [binding] → Y.Doc → story session → engine
 *     engine → story session → Y.Doc → [binding] → Lexical
 *
 * BB1  Opening a story writes nothing into its document.
 * BB2  Only the attributes of shared/document/story-doc.ts reach the document.
 * BB3  A remote change keeps the selection on the same letters.
 */
import { LinkNode } from '@lexical/link'
import {
  $getAnchorAndFocusForUserState,
  type BindingV2,
  createBindingV2__EXPERIMENTAL as createBinding,
  syncYjsStateToLexicalV2__EXPERIMENTAL as loadIntoEditor,
  type Provider,
  syncCursorPositions,
} from '@lexical/yjs'
import {
  $createRangeSelection,
  $getNodeByKey,
  $isElementNode,
  $setSelection,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  TextNode,
} from 'lexical'
import type * as Y from 'yjs'
import { bodyRootName } from '../../../shared/document/story-doc.ts'
import { BlockNode } from '../nodes/BlockNode.ts'
import type { StoryUndo } from '../undo/story-undo.ts'
import { type CaretBytes, caretState } from './caret-bytes.ts'
import { type CaretPlaces, createCaretPlaces } from './caret-places.ts'
import { followDocument } from './follow-document.ts'
import { followEditor } from './follow-editor.ts'

/** Lexical properties that are looks or leftovers, never content (BB2). */
const elementLooks = ['__format', '__style', '__indent', '__dir', '__textFormat', '__textStyle']
const outside: ReadonlyMap<Klass<LexicalNode>, Set<string>> = new Map<
  Klass<LexicalNode>,
  Set<string>
>([
  [BlockNode, new Set(elementLooks)],
  [LinkNode, new Set([...elementLooks, '__rel', '__target', '__title'])],
  [TextNode, new Set(['__style', '__mode', '__detail'])],
])

export interface BodyBinding {
  readonly carets: CaretPlaces
  /** Puts the selection where a caret was kept; false when its place is gone. */
  goTo(caret: CaretBytes): boolean
  /** Draws colleagues' carets into this element (positioned over the text). */
  showCaretsIn(container: HTMLElement | null): void
  release(): void
}

/**
 * Loads the document into the editor and keeps both in step until `release`. Undo moves the caret
 * only while the body has the focus: it never steals it from another field.
 */
export function bindBody(
  editor: LexicalEditor,
  doc: Y.Doc,
  undo: StoryUndo,
  hasFocus: () => boolean = () => true,
): BodyBinding {
  const binding = createBinding(editor, bodyRootName, doc, new Map(), {
    rootName: bodyRootName,
    excludedProperties: new Map(outside),
  })
  const carets = createCaretPlaces(doc.clientID)
  const provider = silentProvider(carets)
  const untrack = undo.track(binding)
  loadIntoEditor(binding, provider)
  const stop = [
    followDocument(binding, provider, doc),
    followEditor(editor, binding, provider),
    rememberSelection(editor, binding, carets, undo, hasFocus),
  ]
  const redraw = () => syncCursorPositions(binding, provider)
  carets.on('update', redraw)
  return {
    carets,
    goTo(caret) {
      let found = false
      editor.update(
        () => {
          found = $select($getAnchorAndFocusForUserState(binding, caretState(caret, '', '')))
        },
        { discrete: true },
      )
      return found
    },
    showCaretsIn(container) {
      binding.cursorsContainer = container
    },
    release() {
      for (const end of stop) end()
      untrack()
      carets.off('update', redraw)
    },
  }
}

/** The binding asks for a network provider; the story session is one, so this only carries carets. */
function silentProvider(awareness: CaretPlaces): Provider {
  const ignore = () => {}
  return { awareness, connect: ignore, disconnect: ignore, on: ignore, off: ignore }
}

/** In the memory of an undo step: where the caret was, also for the body that is opened next. */
const caretBefore: unique symbol = Symbol('caret before')

/** Undo puts the caret back where it was before the step. */
function rememberSelection(
  editor: LexicalEditor,
  binding: BindingV2,
  carets: CaretPlaces,
  undo: StoryUndo,
  hasFocus: () => boolean,
): () => void {
  let before = carets.getLocalState()
  let now = before
  const stopMoves = carets.onOwnMove((state) => {
    before = now
    now = state
  })
  const stopSteps = undo.onStep(({ what, memory }) => {
    if (what === 'added') {
      memory.set(caretBefore, before)
      return
    }
    const place = memory.get(caretBefore) as typeof now | undefined
    if (!place || !hasFocus()) return
    editor.update(() => void $select($getAnchorAndFocusForUserState(binding, place)))
  })
  return () => {
    stopMoves()
    stopSteps()
  }
}

type Place = ReturnType<typeof $getAnchorAndFocusForUserState>

function $select({ anchorKey, anchorOffset, focusKey, focusOffset }: Place): boolean {
  const anchor = anchorKey && $getNodeByKey(anchorKey)
  const focus = focusKey && $getNodeByKey(focusKey)
  if (!anchor || !focus) return false
  const selection = $createRangeSelection()
  selection.anchor.set(anchor.getKey(), anchorOffset, $isElementNode(anchor) ? 'element' : 'text')
  selection.focus.set(focus.getKey(), focusOffset, $isElementNode(focus) ? 'element' : 'text')
  $setSelection(selection)
  return true
}
