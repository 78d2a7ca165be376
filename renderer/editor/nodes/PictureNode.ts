/** A picture in the body. It holds the media key only; caption, credit and alt are shared texts elsewhere. */
import {
  $applyNodeReplacement,
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type LexicalNode,
} from 'lexical'
import { pictureNodeType, pictureStateKeys } from '../../../shared/document/story-doc.ts'
import { isMediaKey, type MediaKey } from '../../../shared/model/ids.ts'
import { blockIdState, newBlockId } from './BlockNode.ts'

const mediaState = createState(pictureStateKeys.media, {
  parse: (value): MediaKey | null => (isMediaKey(value) ? value : null),
})

/** What the React layer draws in the node's place. */
export interface PictureDecoration {
  readonly type: 'picture'
  readonly media: MediaKey | null
}

export class PictureNode extends DecoratorNode<PictureDecoration> {
  override $config() {
    return this.config(pictureNodeType, {
      extends: DecoratorNode,
      stateConfigs: [
        { flat: true, stateConfig: mediaState },
        { flat: true, stateConfig: blockIdState },
      ],
    })
  }

  getMedia(): MediaKey | null {
    return $getState(this, mediaState)
  }

  override createDOM(): HTMLElement {
    const dom = document.createElement('figure')
    dom.className = 'block card picture-card'
    return dom
  }

  override updateDOM(): false {
    return false
  }

  override isInline(): false {
    return false
  }

  override getTextContent(): string {
    return ''
  }

  override decorate(): PictureDecoration {
    return { type: 'picture', media: this.getMedia() }
  }
}

export function $createPicture(media: MediaKey): PictureNode {
  const node = $applyNodeReplacement(new PictureNode())
  $setState(node, blockIdState, newBlockId())
  return $setState(node, mediaState, media)
}

export const $isPicture = (node: LexicalNode | null | undefined): node is PictureNode =>
  node instanceof PictureNode
