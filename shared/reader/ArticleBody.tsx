import type { Language } from '../model/vocabulary.ts'
import type { BodyBlock } from './body-view.ts'
import { Figure } from './Figure.tsx'
import { Runs } from './Runs.tsx'
import { readerWords } from './words.ts'

export interface ArticleBodyProps {
  readonly blocks: readonly BodyBlock[]
  readonly dateline: string
  readonly language: Language
}

/** The story itself, block by block; the dateline opens the first paragraph. */
export function ArticleBody({ blocks, dateline, language }: ArticleBodyProps) {
  const opening = blocks.find((block) => block.type === 'paragraph')
  return (
    <div className="body">
      {blocks.map((block, i) => (
        <BodyPart
          key={block.id || `block-${i}`}
          block={block}
          dateline={block === opening ? dateline : ''}
          language={language}
        />
      ))}
    </div>
  )
}

interface BodyPartProps {
  readonly block: BodyBlock
  readonly dateline: string
  readonly language: Language
}

function BodyPart({ block, dateline, language }: BodyPartProps) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {dateline !== '' && <span className="dateline">{dateline}</span>}
          <Runs runs={block.runs} />
        </p>
      )
    case 'heading':
      return (
        <h2>
          <Runs runs={block.runs} />
        </h2>
      )
    case 'subheading':
      return (
        <h3>
          <Runs runs={block.runs} />
        </h3>
      )
    case 'picture':
      return <Figure figure={block.figure} />
    case 'related':
      return <Related block={block} language={language} />
    default:
      return <ManyTexts block={block} />
  }
}

function ManyTexts({ block }: { readonly block: Extract<BodyBlock, { items: unknown }> }) {
  if (block.type === 'quote') {
    return (
      <blockquote>
        {block.items.map((item) => (
          <p key={item.id}>
            <Runs runs={item.runs} />
          </p>
        ))}
      </blockquote>
    )
  }
  const List = block.type === 'number' ? 'ol' : 'ul'
  return (
    <List>
      {block.items.map((item) => (
        <li key={item.id}>
          <Runs runs={item.runs} />
        </li>
      ))}
    </List>
  )
}

interface RelatedProps {
  readonly block: Extract<BodyBlock, { type: 'related' }>
  readonly language: Language
}

function Related({ block, language }: RelatedProps) {
  return (
    <aside className="related" aria-label={readerWords[language].related}>
      <h2 className="label">{readerWords[language].related}</h2>
      <ul>
        {block.stories.map((story) => (
          <li key={story.id}>
            <a href={story.href}>{story.headline}</a>
          </li>
        ))}
      </ul>
    </aside>
  )
}
