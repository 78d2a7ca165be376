import { ArrowLeft, ArrowRight, ChevronLeft, ChevronRight, ImagePlus, Trash2 } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { carouselOf } from '../../../shared/document/story-doc.ts'
import type { MediaKey } from '../../../shared/model/ids.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { actionKeys } from '../../ui/keymap.ts'
import { toast } from '../../ui/toasts.ts'
import { pictureWords } from '../../words/pictures.ts'
import { useDeskText, useLanguage, useWords } from '../../words/use-words.ts'
import { number } from '../../words/words.ts'
import { focusPlace, picturePlace } from '../jumps.ts'
import { useStory, useStoryLanguage } from '../story-context.ts'
import { useShared } from '../use-shared.ts'
import { CaptionFields } from './CaptionFields.tsx'
import { usePictureAdder } from './picture-adder.ts'
import { leadPictures, moveInLead, removeFromLead } from './picture-edits.ts'
import { StoryPicture } from './StoryPicture.tsx'
import './lead-carousel.css'

/** The lead pictures: one at a time, with its texts; the strip below orders them. */
export function LeadCarousel({ onNext }: { onNext: () => void }) {
  const words = useWords(pictureWords)
  const { doc, jumps } = useStory()
  const keys = useShared(carouselOf(doc), () => leadPictures(doc))
  const [wanted, setWanted] = useState<MediaKey | null>(null)
  const { reading } = usePictureAdder()
  const index = Math.max(0, wanted ? keys.indexOf(wanted) : 0)
  const shown = keys[index]

  const count = useRef(keys.length)
  useEffect(() => {
    // New pictures come into view; so does the neighbour of one that went.
    if (keys.length > count.current) setWanted(keys[count.current] ?? null)
    count.current = keys.length
  }, [keys])
  useEffect(
    () =>
      jumps.guide((place) => {
        if (place.at !== 'picture' || !leadPictures(doc).includes(place.media)) return false
        setWanted(place.media)
        return focusPlace(picturePlace(place.media, place.field))
      }),
    [jumps, doc],
  )

  if (!shown) return <EmptyLead />
  return (
    <section className="lead" aria-label={words.lead}>
      <LeadPicture media={shown} index={index} keys={keys} show={setWanted} />
      <CaptionFields key={shown} media={shown} onNext={onNext} />
      {keys.length > 1 && <LeadStrip keys={keys} shown={shown} show={setWanted} />}
      {reading && <ReadingLine />}
    </section>
  )
}

function EmptyLead() {
  const words = useWords(pictureWords)
  const desk = useDeskText()
  const { choose, reading } = usePictureAdder()
  return (
    <div className="lead-empty">
      <Button
        {...desk}
        look="quiet"
        icon={<Icon of={ImagePlus} />}
        chord={actionKeys['add-pictures']}
        onClick={() => choose('lead')}
      >
        {words.drop}
      </Button>
      {reading && <ReadingLine />}
    </div>
  )
}

function ReadingLine() {
  const words = useWords(pictureWords)
  const { reading } = usePictureAdder()
  if (!reading) return null
  const { done, all, file } = reading
  return (
    <p className="lead-reading" role="status">
      {all === 1 ? words.reading(file) : words.readingMany(done + 1, all)}
      {all > 1 && <progress value={done} max={all} aria-label={words.readingMany(done + 1, all)} />}
    </p>
  )
}

interface LeadPictureProps {
  readonly media: MediaKey
  readonly index: number
  readonly keys: readonly MediaKey[]
  readonly show: (key: MediaKey) => void
}

function LeadPicture({ media, index, keys, show }: LeadPictureProps) {
  const words = useWords(pictureWords)
  const language = useLanguage()
  const { doc, undo } = useStory()
  const { dir } = useStoryLanguage()
  const { choose } = usePictureAdder()
  const many = keys.length > 1
  const go = (by: -1 | 1) => {
    const next = keys[(index + by + keys.length) % keys.length]
    if (next) show(next)
  }
  const remove = () => {
    const neighbour = keys[index + 1] ?? keys[index - 1]
    removeFromLead(doc, undo, media)
    if (neighbour) show(neighbour)
    toast(words.removed, { label: words.undo, run: undo.undo })
  }
  const [Before, After] = dir === 'rtl' ? [ArrowRight, ArrowLeft] : [ArrowLeft, ArrowRight]
  const [Back, Ahead] = dir === 'rtl' ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight]
  return (
    <div className="lead-picture" dir={dir}>
      <StoryPicture media={media} size="large" className="lead-image" />
      {many && (
        <>
          <button
            type="button"
            className="lead-turn lead-back"
            aria-label={words.previous}
            data-tip={words.previous}
            onClick={() => go(-1)}
          >
            <Icon of={Back} size={18} />
          </button>
          <button
            type="button"
            className="lead-turn lead-ahead"
            aria-label={words.next}
            data-tip={words.next}
            onClick={() => go(1)}
          >
            <Icon of={Ahead} size={18} />
          </button>
          <span className="lead-counter">
            {words
              .counter(index + 1, keys.length)
              .replace(/\d+/g, (n) => number(language, Number(n)))}
          </span>
        </>
      )}
      <div className="lead-tools" role="toolbar" aria-label={words.lead}>
        {many && (
          <>
            <IconButton
              label={words.earlier}
              icon={<Icon of={Before} />}
              onClick={() => moveInLead(doc, undo, media, index - 1)}
              disabled={index === 0}
            />
            <IconButton
              label={words.later}
              icon={<Icon of={After} />}
              onClick={() => moveInLead(doc, undo, media, index + 1)}
              disabled={index === keys.length - 1}
            />
          </>
        )}
        <IconButton
          label={words.add}
          chord={actionKeys['add-pictures']}
          icon={<Icon of={ImagePlus} />}
          onClick={() => choose('lead')}
        />
        <IconButton label={words.remove} icon={<Icon of={Trash2} />} onClick={remove} />
      </div>
    </div>
  )
}

interface LeadStripProps {
  readonly keys: readonly MediaKey[]
  readonly shown: MediaKey
  readonly show: (key: MediaKey) => void
}

/** The order of the lead: arrows go along it, Alt with an arrow moves a picture, so does dragging. */
function LeadStrip({ keys, shown, show }: LeadStripProps) {
  const words = useWords(pictureWords)
  const { doc, undo } = useStory()
  const { dir } = useStoryLanguage()
  const [dragged, setDragged] = useState<MediaKey | null>(null)
  const strip = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    const sign = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!sign) return
    event.preventDefault()
    const by = dir === 'rtl' ? -sign : sign
    const at = keys.indexOf(shown)
    if (event.altKey) moveInLead(doc, undo, shown, at + by)
    else {
      const next = keys[at + by]
      if (next) show(next)
    }
    requestAnimationFrame(() =>
      strip.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus(),
    )
  }
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault()
    event.stopPropagation()
    if (dragged) moveInLead(doc, undo, dragged, to)
    setDragged(null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside
    <div ref={strip} className="lead-strip" dir={dir} onKeyDown={step}>
      {keys.map((key, at) => (
        <button
          key={key}
          type="button"
          className="lead-thumb"
          aria-current={key === shown}
          aria-label={words.number(at + 1)}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
          tabIndex={key === shown ? 0 : -1}
          draggable
          onClick={() => show(key)}
          onDragStart={() => setDragged(key)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => dragged && event.preventDefault()}
          onDrop={(event) => drop(event, at)}
        >
          <StoryPicture media={key} size="thumb" alt="" />
        </button>
      ))}
    </div>
  )
}
