import type { Language } from '../model/vocabulary.ts'
import type { FigureView } from './body-view.ts'
import { Figure } from './Figure.tsx'
import { readerWords } from './words.ts'

export interface CarouselProps {
  readonly figures: readonly FigureView[]
  readonly language: Language
}

/**
 * Lead pictures. Without script a row that snaps as it is swiped or scrolled with the arrow keys;
 * the script (enhance/carousel.ts) shows the buttons and keeps the count.
 */
export function Carousel({ figures, language }: CarouselProps) {
  const words = readerWords[language]
  const [first] = figures
  if (!first) return null
  if (figures.length === 1) {
    return (
      <div className="carousel">
        <Figure figure={first} eager framed />
      </div>
    )
  }
  return (
    <section className="carousel" aria-label={words.pictures} data-carousel="">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <ul className="slides" data-slides="" tabIndex={0} aria-label={words.pictures}>
        {figures.map((figure, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture may come twice; slides have no state
          <li key={`${figure.asset}${i}`} className="slide">
            <Figure figure={figure} eager={i === 0} framed />
            <p className="slide-count">
              <span>{words.pictureOf(i + 1, figures.length)}</span>
            </p>
          </li>
        ))}
      </ul>
      <div className="slide-controls" data-slide-controls="" hidden>
        <button type="button" data-slide-step="-1" aria-label={words.previousPicture}>
          <svg viewBox="0 0 20 20" aria-hidden="true" className="flips">
            <path d="M12 4l-6 6 6 6" />
          </svg>
        </button>
        <button type="button" data-slide-step="1" aria-label={words.nextPicture}>
          <svg viewBox="0 0 20 20" aria-hidden="true" className="flips">
            <path d="M8 4l6 6-6 6" />
          </svg>
        </button>
      </div>
    </section>
  )
}
