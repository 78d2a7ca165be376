import { type ReactNode, useMemo } from 'react'
import type * as Y from 'yjs'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { projectStory } from '../../shared/document/projection.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { useMe } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { Pieces } from '../compare/Pieces.tsx'
import { ClockText } from '../ui/ClockText.tsx'
import { mergeWords } from '../words/merge.ts'
import { useDeskText, useWords } from '../words/use-words.ts'
import { wordsToChoose } from './choose-word.ts'
import { bothWrote, linesWritten, passageNow } from './finding-now.ts'
import { authorPassage, otherPassage, type Passage, previewOf, textsOf } from './finding-texts.ts'
import { useWho } from './use-findings.ts'

interface FindingViewProps {
  readonly story: StoryId
  readonly doc: Y.Doc
  readonly finding: MergeFinding
}

/** One finding: what happened, both people's texts, and what the remedy makes of the story. */
export function FindingView({ story, doc, finding }: FindingViewProps) {
  const words = useWords(mergeWords)
  const who = useWho()
  const { mine, theirs, now } = useSides(story, doc, finding)
  const [first, second] = [finding.authors[0], finding.others[0] ?? finding.authors[1]]
  const field = words.fields[fieldOf(finding.place)]
  const tell = tellOf(finding, mine, theirs)
  const preview = useMemo(
    () => (finding.remedy ? previewOf(doc, finding.remedy) : null),
    [doc, finding],
  )
  const desk = useDeskText()
  const hasChoice = wordsToChoose(doc, finding).length > 0
  const language = useMemo(() => projectStory(doc).meta.language, [doc])
  const text = { lang: language, dir: directionOf(language) }
  const othersText = finding.kind === 'garbled' ? words.wrote(who(second)) : words.has(who(second))
  const otherLabel = theirs.known ? othersText : words.now
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled by keys
    <section className="finding" aria-labelledby="finding-tells" tabIndex={0}>
      <p id="finding-tells" className="finding-tells" aria-live="polite">
        <bdi>{words.tells[tell](who(first), who(second), field)}</bdi>{' '}
        <span className="finding-when">
          <ClockText at={finding.foundAt} />
        </span>
      </p>
      <div className="finding-sides">
        <Side label={words.wrote(who(first))} {...text}>
          <Pieces pieces={mine.pieces} />
        </Side>
        <Side label={otherLabel} {...text}>
          {theirs.gone && (
            <span className="finding-gone" {...desk}>
              {words.gone}
            </span>
          )}
          {theirs.pieces.length > 0 ? (
            <Pieces pieces={theirs.pieces} />
          ) : (
            !theirs.gone && (
              <span className="finding-gone" {...desk}>
                {words.nothing}
              </span>
            )
          )}
        </Side>
      </div>
      <section className="finding-after" aria-label={preview ? words.after : words.now}>
        <h4 className="finding-label">{preview ? words.after : words.now}</h4>
        {!preview && (
          <>
            <p className="finding-text finding-doubt" {...text}>
              <Pieces pieces={now.pieces} />
            </p>
            <p className="finding-by-hand">{hasChoice ? words.chooseOne : words.byHand}</p>
          </>
        )}
        {preview?.length === 0 && <NothingElse finding={finding} />}
        {preview?.map(({ key, pieces }) => (
          <p key={key} className="finding-text" {...text}>
            <Pieces pieces={pieces} />
          </p>
        ))}
      </section>
    </section>
  )
}

/** The remedy changes no text: a value of a field, or nothing at all. */
function NothingElse({ finding }: { finding: MergeFinding }) {
  const words = useWords(mergeWords)
  return finding.kind === 'field' ? (
    <p className="finding-text">
      <ins>{finding.words}</ins>
    </p>
  ) : (
    <span className="finding-gone">{words.unchanged}</span>
  )
}

interface SideProps {
  readonly label: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly children: ReactNode
}

const Side = ({ label, lang, dir, children }: SideProps) => (
  <section className="finding-side" aria-label={label}>
    <h4 className="finding-label">
      <bdi>{label}</bdi>
    </h4>
    <p className="finding-text" lang={lang} dir={dir}>
      {children}
    </p>
  </section>
)

/** What happened to the paragraph says more than what happened to its words. */
function tellOf({ kind, place }: MergeFinding, mine: Passage, theirs: Sides['theirs']) {
  if (kind !== 'lost-typed' || place !== 'body') return kind
  if (theirs.gone) return 'deleted'
  return theirs.known && mine.key !== null && theirs.key === null ? 'joined' : kind
}

interface Sides {
  readonly mine: Passage
  /** `known`: as that side wrote it, else as the story is now. */
  readonly theirs: Passage & { readonly known: boolean }
  readonly now: Passage
}

/** Both passages: from the finding, the versions that this desk kept of both sides, or the story. */
function useSides(story: StoryId, doc: Y.Doc, finding: MergeFinding): Sides {
  const me = useMe()?.id
  const { data } = useEngineQuery('story:merge-sides', { story, at: finding.foundAt })
  return useMemo(() => {
    const now = passageNow(finding, textsOf(projectStory(doc)))
    const wrote = linesWritten(finding) ?? bothWrote(finding)
    if (wrote) return { mine: wrote[0], theirs: { ...wrote[1], known: true }, now }
    const isMine = me !== undefined && finding.authors[0] === me
    const here = data && [textsOf(data.mine), textsOf(data.theirs)]
    const [author, other] = (isMine ? here : here?.toReversed()) ?? []
    const mine = authorPassage(finding, author ?? null)
    const told = otherPassage(mine, other ?? null)
    return { mine, theirs: told ? { ...told, known: true } : { ...now, known: false }, now }
  }, [data, doc, finding, me])
}

type Field = keyof (typeof mergeWords)['en']['fields']

/** Which field the place of a finding is; the text where it is none. */
export function fieldOf(place: string): Field {
  const name = place.split(':').at(-1) ?? ''
  return name in mergeWords.en.fields ? (name as Field) : 'body'
}
