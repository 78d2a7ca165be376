/** Skies, hills, water, plants: what pictures have in their background. */
import {
  between,
  type Chance,
  circle,
  ellipse,
  group,
  line,
  mix,
  type Point,
  path,
  poly,
  stroke,
  times,
} from './brush.ts'

export const width = 1800
export const height = 1200

/** A line of hills by midpoint displacement; `rough` from 0 (rolling) to 1 (jagged). */
export function ridgeLine(
  chance: Chance,
  { y, lift, rough, steps = 7, w = width }: RidgeShape,
): Point[] {
  let heights = [between(chance, 0.2, 0.8), between(chance, 0.2, 0.8)]
  let swing = 1
  for (let step = 0; step < steps; step++) {
    const next: number[] = []
    for (const [i, here] of heights.entries()) {
      const there = heights[i + 1]
      next.push(here)
      if (there !== undefined) next.push((here + there) / 2 + (chance() - 0.5) * swing)
    }
    heights = next
    swing *= 0.35 + rough * 0.3
  }
  return heights.map((h, i) => [(i / (heights.length - 1)) * w, y - h * lift])
}

export interface RidgeShape {
  readonly y: number
  readonly lift: number
  readonly rough: number
  readonly steps?: number
  readonly w?: number
}

/** Hills filled down to the bottom of the picture. */
export const ridge = (chance: Chance, shape: RidgeShape, fill: string, bottom = height): string => {
  const points = ridgeLine(chance, shape)
  return poly([...points, [shape.w ?? width, bottom], [0, bottom]], fill)
}

export const stars = (chance: Chance, count: number, h: number, color: string, w = width): string =>
  times(count, () =>
    circle(
      between(chance, 0, w),
      between(chance, 0, h),
      between(chance, 0.8, 2.8),
      color,
      `opacity="${between(chance, 0.3, 1).toFixed(2)}"`,
    ),
  )

/** Short level strokes on water; denser and shorter towards the horizon. */
export const ripples = (
  chance: Chance,
  { top, bottom, count, color, opacity = 0.35, from = 0, to = width }: Ripples,
): string =>
  times(count, () => {
    const depth = chance() ** 1.6
    const y = top + depth * (bottom - top)
    const long = 30 + depth * between(chance, 80, 300)
    const x = between(chance, from - long / 2, to - long / 2)
    return line(x, y, x + long, y, color, 1.5 + depth * 4, `opacity="${opacity}"`)
  })

interface Ripples {
  readonly top: number
  readonly bottom: number
  readonly count: number
  readonly color: string
  readonly opacity?: number
  readonly from?: number
  readonly to?: number
}

/** The path of a light on water, broken by waves. */
export const glitter = (
  chance: Chance,
  x: number,
  top: number,
  bottom: number,
  spread: number,
  color: string,
): string =>
  times(46, (i) => {
    const depth = i / 46
    const y = top + depth * (bottom - top)
    const half = spread * (0.35 + depth) * between(chance, 0.25, 1)
    const shift = between(chance, -spread, spread) * 0.35 * depth
    const more = `opacity="${(0.75 - depth * 0.5).toFixed(2)}"`
    return line(x - half + shift, y, x + half + shift, y, color, 2.5 + depth * 5, more)
  })

/** A long soft cloud of overlapping ovals with a flat base. */
export const cloud = (x: number, y: number, size: number, color: string, opacity = 0.6): string =>
  group(
    `opacity="${opacity}"`,
    ellipse(x, y, size, size * 0.13, color),
    ellipse(x - size * 0.32, y - size * 0.07, size * 0.42, size * 0.14, color),
    ellipse(x + size * 0.2, y - size * 0.11, size * 0.5, size * 0.17, color),
  )

export const gull = (x: number, y: number, size: number, color: string): string =>
  stroke(
    `M${x - size} ${y - size * 0.25}Q${x - size * 0.45} ${y - size * 0.65} ${x} ${y}Q${x + size * 0.45} ${y - size * 0.65} ${x + size} ${y - size * 0.25}`,
    color,
    size * 0.14,
  )

export const palm = (chance: Chance, x: number, y: number, tall: number, color: string): string => {
  const lean = between(chance, -0.14, 0.14) * tall
  const top: Point = [x + lean, y - tall]
  const trunk = stroke(
    `M${x} ${y}Q${x + lean * 0.2} ${y - tall * 0.5} ${top[0]} ${top[1]}`,
    color,
    tall * 0.045,
  )
  const fronds = times(9, (i) => {
    const angle = Math.PI * (0.02 + (i / 8) * 0.96) + Math.PI
    const reach = tall * between(chance, 0.32, 0.42)
    const ex = top[0] + Math.cos(angle) * reach
    const ey = top[1] + Math.sin(angle) * reach * 0.55 + tall * 0.14
    const mx = top[0] + Math.cos(angle) * reach * 0.55
    const my = top[1] + Math.sin(angle) * reach * 0.75 - tall * 0.04
    return path(
      `M${top[0]} ${top[1]}Q${mx} ${my} ${ex} ${ey}Q${mx} ${my + tall * 0.075} ${top[0]} ${top[1]}`,
      color,
    )
  })
  return trunk + fronds
}

export const pine = (x: number, y: number, tall: number, color: string): string =>
  times(4, (i) => {
    const top = y - tall + (i * tall) / 5
    const half = tall * (0.11 + i * 0.055)
    return poly(
      [
        [x, top],
        [x + half, top + tall * 0.36],
        [x - half, top + tall * 0.36],
      ],
      color,
    )
  }) + line(x, y, x, y - tall * 0.2, color, tall * 0.05)

/** A round olive tree with light on one side and a shadow at its foot. */
export const oliveTree = (
  chance: Chance,
  x: number,
  y: number,
  size: number,
  color: string,
  light: string,
): string =>
  ellipse(x + size * 0.25, y + size * 0.03, size * 0.75, size * 0.14, '#16261a', 'opacity="0.28"') +
  stroke(
    `M${x} ${y}Q${x - size * 0.12} ${y - size * 0.3} ${x + size * 0.03} ${y - size * 0.5}`,
    '#4a3b2c',
    size * 0.13,
  ) +
  times(9, () => {
    const angle = between(chance, 0, Math.PI * 2)
    const far = between(chance, 0, size * 0.34)
    const cx = x + Math.cos(angle) * far
    const cy = y - size * 0.75 + Math.sin(angle) * far * 0.7
    return circle(cx, cy, size * between(chance, 0.2, 0.34), mix(color, light, chance() * 0.35))
  }) +
  times(6, () =>
    circle(
      x - size * between(chance, 0, 0.42),
      y - size * between(chance, 0.75, 1.12),
      size * between(chance, 0.06, 0.15),
      light,
      'opacity="0.55"',
    ),
  )
