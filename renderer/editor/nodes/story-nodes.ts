/** Every node class of a story's body; the editor, the tests and the divergence guard share this list. */
import { LinkNode } from '@lexical/link'
import { type Klass, type LexicalNode, type LexicalNodeReplacement, ParagraphNode } from 'lexical'
import { $createBlock, BlockNode } from './BlockNode.ts'
import { PictureNode } from './PictureNode.ts'
import { RelatedNode } from './RelatedNode.ts'

export const storyNodes: readonly (Klass<LexicalNode> | LexicalNodeReplacement)[] = [
  BlockNode,
  { replace: ParagraphNode, with: () => $createBlock(), withKlass: BlockNode },
  PictureNode,
  RelatedNode,
  LinkNode,
]
