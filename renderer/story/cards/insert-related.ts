import type { OpenBody } from '../../editor/body/open-body.ts'
import { $createRelated } from '../../editor/nodes/RelatedNode.ts'
import { $insertCards } from '../pictures/insert-pictures.ts'

/** Puts an empty block of related stories at the caret and leads to its search. */
export function insertRelated(body: OpenBody): void {
  let key = ''
  body.undo.alone(() =>
    body.editor.update(
      () => {
        const node = $createRelated([])
        key = node.getKey()
        $insertCards([node])
      },
      { discrete: true },
    ),
  )
  // The card is drawn by React a moment later.
  const focus = (tries: number) => {
    const input = body.editor.getElementByKey(key)?.querySelector('input')
    if (input) input.focus()
    else if (tries > 0) requestAnimationFrame(() => focus(tries - 1))
  }
  requestAnimationFrame(() => focus(10))
}
