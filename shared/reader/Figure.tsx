import type { FigureView } from './body-view.ts'
import { Picture } from './Picture.tsx'

export interface FigureProps {
  readonly figure: FigureView
  readonly eager?: boolean
  /** Cropped to the carousel's frame around its focal point; else in its own shape. */
  readonly framed?: boolean
}

const columnWidth = '(min-width: 1100px) 700px, (min-width: 760px) 92vw, 100vw'

/** A picture with its caption and credit. */
export function Figure({ figure, eager = false, framed = false }: FigureProps) {
  const { caption, credit } = figure
  return (
    <figure className={framed ? 'figure figure-framed' : 'figure'}>
      <Picture picture={figure} sizes={columnWidth} eager={eager} />
      {(caption !== '' || credit !== '') && (
        <figcaption>
          {caption !== '' && <span className="caption">{caption}</span>}
          {credit !== '' && <span className="credit">{credit}</span>}
        </figcaption>
      )}
    </figure>
  )
}
