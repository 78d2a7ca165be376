import type { Review } from '../../shared/ipc/rows.ts'
import type { StoryMeta } from '../../shared/model/story.ts'
import { useSettings } from '../bridge/settings.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { reviewWords } from '../words/review.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { type ChangedPlace, changedPlaces } from './change-list.ts'
import { metaText } from './meta-text.ts'
import type { MetaChange, ReviewDiff } from './review-diff.ts'

function jumpTo(element: string): void {
  const place = document.getElementById(element)
  place?.scrollIntoView({ block: 'center', behavior: 'instant' })
  place?.focus({ preventScroll: true })
}

function Jump({ place }: { place: ChangedPlace }) {
  const words = useWords(reviewWords)
  const { what, text, element } = place
  const name = 'fate' in what ? words.fates[what.fate] : words[what.part]
  return (
    <li>
      <button type="button" className="review-jump" onClick={() => jumpTo(element)}>
        <span className="review-jump-what">{name}</span>
        <bdi className="review-jump-text">{text}</bdi>
      </button>
    </li>
  )
}

interface FactLineProps {
  readonly field: keyof StoryMeta
  readonly value: MetaChange['after']
  readonly change: MetaChange | undefined
}

function FactLine({ field, value, change }: FactLineProps) {
  const words = useWords(reviewWords)
  const language = useLanguage()
  const terms = useEngineQuery('terms:list', {}, ['terms:changed']).data?.terms ?? []
  const now = metaText(field, value, language, terms)
  const before = change && metaText(field, change.before, language, terms)
  if (!now && !change) return null
  return (
    <div className="review-fact">
      <dt>{words.fields[field]}</dt>
      <dd>
        {change && before && <del>{before}</del>} {change && now && <ins>{now}</ins>}
        {change && !now && !before && words.nothing}
        {!change && <bdi>{now}</bdi>}
      </dd>
    </div>
  )
}

const order: readonly (keyof StoryMeta)[] = [
  'section',
  'regions',
  'topics',
  'coverage',
  'byline',
  'source',
  'dateline',
  'kind',
  'slug',
  'language',
]

/** Beside the story: its changes as a list to go through, and the facts about it. */
export function ReviewAside({ review, diff }: { review: Review; diff: ReviewDiff | null }) {
  const words = useWords(reviewWords)
  const { inspectorWidth, inspectorOpen } = useSettings()
  const places = diff ? changedPlaces(diff) : []
  const { meta } = review.current.content
  if (!inspectorOpen) return null
  return (
    <aside
      className="review-aside"
      data-pane="inspector"
      aria-label={words.facts}
      tabIndex={-1}
      style={{ inlineSize: inspectorWidth }}
    >
      {diff && (
        <section>
          <h2>{words.changes}</h2>
          {places.length === 0 && diff.meta.length === 0 && <p>{words.noChanges}</p>}
          <ul>
            {places.map((place) => (
              <Jump key={place.element + place.what.part} place={place} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.facts}</h2>
        <dl>
          {order.map((field) => (
            <FactLine
              key={field}
              field={field}
              value={meta[field]}
              change={diff?.meta.find((change) => change.field === field)}
            />
          ))}
        </dl>
      </section>
    </aside>
  )
}
