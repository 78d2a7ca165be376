/** The caret of the open body and the place where carets are kept. */
import type { StoryId } from '../../shared/model/ids.ts'
import { caretBytes } from '../editor/binding/caret-bytes.ts'
import type { OpenBody } from '../editor/body/open-body.ts'
import { keepCaret, keptCaret } from './kept-carets.ts'

/** Rest of the caret before it is kept, in milliseconds. */
const rest = 800

/**
 * Puts the caret where it was last in this story and gives the body the focus. A story that was
 * never open here shows its top: headline, pictures, first lines.
 */
export function returnToCaret(body: OpenBody, story: StoryId): void {
  const kept = keptCaret(localStorage, story)
  if (kept && body.binding.goTo(kept)) {
    body.focus('back')
    return
  }
  body.focus('start')
  const column = body.editor.getRootElement()?.closest('.story-scroll')
  // Lexical brings the caret into view when it has taken the focus, before the next frame.
  requestAnimationFrame(() => column?.scrollTo({ top: 0, behavior: 'instant' }))
}

/** Keeps the caret as it rests, until the returned function is called. */
export function rememberCaret(body: OpenBody, story: StoryId): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    const state = body.binding.carets.getLocalState()
    if (state) keepCaret(localStorage, story, caretBytes(state))
  }
  const stop = body.binding.carets.onOwnMove(() => {
    clearTimeout(timer)
    timer = setTimeout(keep, rest)
  })
  window.addEventListener('pagehide', keep)
  return () => {
    stop()
    keep()
    window.removeEventListener('pagehide', keep)
  }
}
