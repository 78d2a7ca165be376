/** The block of related stories inside the body: an ordered list of story ids, nothing else. */
import {
  $applyNodeReplacement,
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type LexicalNode,
} from 'lexical'
import { relatedNodeType, relatedStateKeys } from '../../../shared/document/story-doc.ts'
import { isStoryId, type StoryId } from '../../../shared/model/ids.ts'
import { blockIdState, newBlockId } from './BlockNode.ts'

const none: readonly StoryId[] = []

const storiesState = createState(relatedStateKeys.stories, {
  parse: (value): readonly StoryId[] => (Array.isArray(value) ? value.filter(isStoryId) : none),
  isEqual: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
})

export interface RelatedDecoration {
  readonly type: 'related'
  readonly stories: readonly StoryId[]
}

export class RelatedNode extends DecoratorNode<RelatedDecoration> {
  override $config() {
    return this.config(relatedNodeType, {
      extends: DecoratorNode,
      stateConfigs: [
        { flat: true, stateConfig: storiesState },
        { flat: true, stateConfig: blockIdState },
      ],
    })
  }

  getStories(): readonly StoryId[] {
    return $getState(this, storiesState)
  }

  setStories(stories: readonly StoryId[]): this {
    return $setState(this, storiesState, [...stories])
  }

  override createDOM(): HTMLElement {
    const dom = document.createElement('div')
    dom.className = 'block card related-card'
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

  override decorate(): RelatedDecoration {
    return { type: 'related', stories: this.getStories() }
  }
}

export function $createRelated(stories: readonly StoryId[]): RelatedNode {
  const node = $applyNodeReplacement(new RelatedNode())
  $setState(node, blockIdState, newBlockId())
  return node.setStories(stories)
}

export const $isRelated = (node: LexicalNode | null | undefined): node is RelatedNode =>
  node instanceof RelatedNode
