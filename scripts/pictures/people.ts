/** People as silhouettes. Each stands on (x, y) and is `tall` high. */
import { at, circle, path, stroke } from './brush.ts'

/** Someone walking; `step` from −1 to 1 moves the legs, `flip` turns them round. */
export function walker(
  x: number,
  y: number,
  tall: number,
  color: string,
  { step = 0.6, flip = false, bag = false }: { step?: number; flip?: boolean; bag?: boolean } = {},
): string {
  const s = step * 14
  const body =
    circle(2, -92, 8.5, color) +
    path('M-9 -80Q0 -86 10 -80L12 -48Q0 -43 -11 -47Z', color) +
    stroke(`M-4 -48L${-s} -22L${-s * 1.35 - 3} 0`, color, 8.5) +
    stroke(`M4 -48L${s} -24L${s * 1.3} 0`, color, 8.5) +
    stroke(`M-7 -75L${-10 + s * 0.5} -58L${-4 + s * 0.8} -45`, color, 6) +
    stroke(`M8 -75L${11 - s * 0.4} -58L${9 - s * 0.7} -44`, color, 6) +
    (bag ? path('M8 -50L26 -50L28 -30L6 -30Z', color) : '')
  return at(x, y, tall / 100, flip ? `<g transform="scale(-1 1)">${body}</g>` : body)
}

/** Someone standing, seen from the front. */
export const stander = (x: number, y: number, tall: number, color: string): string =>
  at(
    x,
    y,
    tall / 100,
    circle(0, -91, 9, color),
    path('M-15 -74Q-12 -81 0 -81Q12 -81 15 -74L13 -40L9 0L2 0L0 -36L-2 0L-9 0L-13 -40Z', color),
    stroke('M-13 -73L-17 -50L-13 -36', color, 6),
    stroke('M13 -73L17 -50L13 -36', color, 6),
  )

export interface Looks {
  readonly coat: string
  readonly face: string
  readonly hair: string
  readonly wears?: 'cap' | 'long hair' | 'short hair'
}

/** Head and shoulders, without features, behind a desk or a row of microphones. */
export const bust = (x: number, y: number, size: number, looks: Looks): string => {
  const { coat, face, hair, wears = 'short hair' } = looks
  const behind =
    wears === 'long hair'
      ? path(
          'M-20 -76Q-22 -98 0 -99Q22 -98 20 -76Q21 -58 25 -46Q14 -42 0 -42Q-14 -42 -25 -46Q-21 -58 -20 -76Z',
          hair,
        )
      : ''
  const above = {
    cap: path('M-19 -82Q-20 -98 0 -100Q19 -99 19 -85L33 -80Q30 -76 18 -78Q0 -81 -19 -78Z', hair),
    'long hair': path('M-17 -74Q-17 -96 2 -96Q19 -94 17 -72Q13 -84 4 -88Q-9 -86 -17 -74Z', hair),
    'short hair': path(
      'M-17 -74Q-20 -97 2 -97Q21 -95 17 -73Q14 -84 10 -86Q-6 -84 -14 -86Q-16 -80 -17 -74Z',
      hair,
    ),
  }[wears]
  return at(
    x,
    y,
    size / 100,
    behind,
    path('M-8 -60L8 -60L9 -46L0 -36L-9 -46Z', face, 'opacity="0.82"'),
    path('M-16 -78Q-16 -94 0 -94Q16 -94 16 -78Q15 -56 0 -53Q-15 -56 -16 -78Z', face),
    above,
    path('M-9 -48L0 -36L9 -48Q40 -42 46 -22L52 0L-52 0L-46 -22Q-40 -42 -9 -48Z', coat),
  )
}
