import { $getSelection, $isRangeSelection, type LexicalEditor } from 'lexical'
import type { BlockKind } from '../../../shared/model/story.ts'
import { $isBlock } from '../nodes/BlockNode.ts'
import type { StoryUndo } from '../undo/story-undo.ts'

/** Gives every block of the selection a kind, as one step; the blocks stay the same blocks. */
export function setKinds(editor: LexicalEditor, undo: StoryUndo, kind: BlockKind): void {
  undo.alone(() =>
    editor.update(
      () => {
        const selection = $getSelection()
        if (!$isRangeSelection(selection)) return
        const blocks = new Set(selection.getNodes().map((node) => node.getTopLevelElement()))
        for (const block of blocks) if ($isBlock(block)) block.setKind(kind)
      },
      { discrete: true },
    ),
  )
}
