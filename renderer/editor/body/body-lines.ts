/** What the body editor shows, one line a block, as the divergence guard compares it. */
import { $getRoot, type LexicalEditor } from 'lexical'
import { $isBlock } from '../nodes/BlockNode.ts'

export const linesOnScreen = (editor: LexicalEditor): string[] =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .map((node) =>
        $isBlock(node) ? `${node.getKind()} ${node.getTextContent()}` : node.getType(),
      ),
  )
