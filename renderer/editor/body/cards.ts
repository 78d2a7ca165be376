/** Pictures and related stories as cards: chosen by click and by arrow key, marked while chosen. */
import {
  $createNodeSelection,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $isDecoratorNode,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  type LexicalEditor,
  type NodeKey,
} from 'lexical'

export function $chooseCard(key: NodeKey): void {
  const selection = $createNodeSelection()
  selection.add(key)
  $setSelection(selection)
}

/** The card that is chosen alone, or null. */
function $chosenCard(): NodeKey | null {
  const selection = $getSelection()
  if (!$isNodeSelection(selection)) return null
  const [node, ...more] = selection.getNodes()
  return node && more.length === 0 ? node.getKey() : null
}

/** Choosing by click, and the mark of the chosen card, without React. */
export function registerCards(editor: LexicalEditor): () => void {
  let marked: HTMLElement | null = null
  const mark = (element: HTMLElement | null) => {
    if (element === marked) return
    marked?.removeAttribute('data-chosen')
    element?.setAttribute('data-chosen', '')
    marked = element
  }
  const ends = [
    editor.registerCommand(CLICK_COMMAND, $onClick, COMMAND_PRIORITY_HIGH),
    editor.registerUpdateListener(({ editorState }) => {
      const key = editorState.read($chosenCard)
      mark(key === null ? null : editor.getElementByKey(key))
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function $onClick(event: MouseEvent): boolean {
  const target = event.target
  if (!(target instanceof Element) || target.closest('button, input, textarea, a')) return false
  const node = $getNearestNodeFromDOMNode(target)
  if (!$isDecoratorNode(node)) return false
  $chooseCard(node.getKey())
  return true
}

/** Takes a card out of the story. */
export function removeCard(editor: LexicalEditor, key: NodeKey): void {
  editor.update(() => {
    const card = $getNodeByKey(key)
    const neighbour = card?.getNextSibling() ?? card?.getPreviousSibling()
    neighbour?.selectStart()
    card?.remove()
  })
}
