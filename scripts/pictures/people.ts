/** People as silhouettes. Each stands on (x, y) and is `tall` high. */
import { at, circle, ellipse, path, stroke } from './brush.ts'

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

/** Head and shoulders behind a desk or a row of microphones. */
export const bust = (
  x: number,
  y: number,
  size: number,
  color: string,
  hair: 'short' | 'long' = 'short',
): string =>
  at(
    x,
    y,
    size / 100,
    hair === 'long'
      ? path('M-25 -62Q-28 -100 0 -102Q28 -100 25 -62Q30 -38 24 -34L-24 -34Q-30 -38 -25 -62Z', color)
      : ellipse(0, -72, 20, 25, color) + path('M-21 -78Q-20 -101 0 -101Q20 -101 21 -78Z', color),
    path('M-11 -55L11 -55L12 -38Q48 -34 54 0L-54 0Q-48 -34 -12 -38Z', color),
  )
