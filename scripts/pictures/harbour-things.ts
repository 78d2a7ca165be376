/** Cranes, boats, houses: the furniture of a port town. */
import {
  at,
  between,
  type Chance,
  circle,
  group,
  line,
  path,
  pick,
  poly,
  rect,
  stroke,
  times,
} from './brush.ts'

/** A ship-to-shore crane standing on (x, y); its arm points left. */
export const gantry = (x: number, y: number, tall: number, color: string): string =>
  at(
    x,
    y,
    tall / 100,
    rect(-14, -72, 3.4, 72, color),
    rect(12, -72, 3.4, 72, color),
    line(-12, -26, 14, -26, color, 2.2),
    line(-12, -50, 14, -72, color, 1.6),
    line(14, -50, -12, -72, color, 1.6),
    rect(-72, -76, 112, 5, color),
    poly(
      [
        [-2, -100],
        [3, -100],
        [6, -76],
        [-6, -76],
      ],
      color,
    ),
    line(0, -99, -66, -75, color, 1.2),
    line(0, -99, -36, -75, color, 1.2),
    line(1, -99, 38, -76, color, 1.2),
    rect(20, -72, 15, 9, color),
    rect(-46, -71, 8, 4, color),
    line(-42, -67, -42, -46, color, 0.9),
    rect(-49, -46, 14, 2.4, color),
    times(4, (i) => rect(-18 + (i % 2) * 26 + (i > 1 ? 4 : 0), -3, 7, 3, color)),
  )

/** A car ferry seen from the side, `long` wide, on the waterline (x, y). */
export function ferry(
  x: number,
  y: number,
  long: number,
  hull: string,
  white: string,
  lamp: string,
): string {
  return at(
    x,
    y,
    long / 100,
    path('M0 0Q3 -9 4 -11L97 -11L91 0Z', hull),
    rect(4, -12.4, 93, 1.6, lamp),
    path('M8 -12L8 -20L88 -20L93 -12Z', white),
    path('M13 -20L13 -27L78 -27L83 -20Z', white),
    path('M20 -27L20 -32L44 -32L47 -27Z', white),
    rect(56, -38, 8, 11, hull),
    rect(56, -35, 8, 2.6, lamp),
    times(14, (i) => rect(12 + i * 5.5, -17.6, 3.2, 2.7, lamp)),
    times(11, (i) => rect(17 + i * 5.6, -24.8, 3.2, 2.4, lamp)),
    rect(23, -30.6, 18, 1.8, lamp),
    line(33, -32, 33, -41, hull, 0.7),
    line(33, -40, 8, -27, hull, 0.25),
    line(33, -40, 60, -33, hull, 0.25),
  )
}

/** A small boat with one sail. */
export const sailboat = (x: number, y: number, tall: number, hull: string, sail: string): string =>
  at(
    x,
    y,
    tall / 100,
    path('M-34 -10L38 -10Q30 4 20 5L-22 5Q-32 0 -34 -10Z', hull),
    line(0, -10, 0, -100, hull, 2.4),
    path('M3 -97Q42 -52 34 -17L3 -17Z', sail),
    path('M-3 -84Q-26 -48 -27 -17L-3 -17Z', sail, 'opacity="0.8"'),
  )

interface HouseLook {
  readonly wall: string
  readonly window: string
  readonly lit: string
  /** Share of windows with light behind them. */
  readonly evening: number
}

/** A block of flats with a grid of windows, standing on (x, y). */
export function house(
  chance: Chance,
  x: number,
  y: number,
  w: number,
  h: number,
  { wall, window, lit, evening }: HouseLook,
): string {
  const across = Math.max(2, Math.floor(w / 46))
  const up = Math.max(2, Math.floor(h / 62))
  const gapX = w / across
  const gapY = h / up
  const windows = times(across * up, (i) => {
    const wx = x + (i % across) * gapX + gapX * 0.28
    const wy = y - h + Math.floor(i / across) * gapY + gapY * 0.26
    return rect(wx, wy, gapX * 0.44, gapY * 0.5, chance() < evening ? lit : window, 'rx="2"')
  })
  return rect(x, y - h, w, h, wall) + windows
}

/** A row of houses along a quay. */
export function skyline(
  chance: Chance,
  y: number,
  from: number,
  to: number,
  look: HouseLook,
  [low, high]: readonly [number, number],
): string {
  let x = from
  let row = ''
  while (x < to) {
    const w = between(chance, 80, 190)
    row += house(chance, x, y, w, between(chance, low, high), look)
    x += w + pick(chance, [0, 0, 6, 18])
  }
  return row
}

export const bollard = (x: number, y: number, size: number, color: string): string =>
  group(
    '',
    rect(x - size * 0.28, y - size, size * 0.56, size, color),
    rect(x - size * 0.5, y - size * 1.15, size, size * 0.34, color, `rx="${size * 0.15}"`),
  )

export const lampPost = (x: number, y: number, tall: number, color: string, lamp: string): string =>
  line(x, y, x, y - tall, color, tall * 0.022) +
  stroke(
    `M${x} ${y - tall}Q${x} ${y - tall * 1.08} ${x + tall * 0.1} ${y - tall * 1.08}`,
    color,
    tall * 0.018,
  ) +
  circle(x + tall * 0.12, y - tall * 1.06, tall * 0.03, lamp)
