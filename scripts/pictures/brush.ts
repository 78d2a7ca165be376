/** The few strokes from which every sample picture is made. All of them return SVG text. */

/** A source of numbers from 0 to 1 that is the same in every run. */
export type Chance = () => number

/** Starts a source from a name (mulberry32 over a small hash). */
export function chanceOf(name: string): Chance {
  let state = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const between = (chance: Chance, low: number, high: number): number =>
  low + chance() * (high - low)
export const pick = <T>(chance: Chance, from: readonly [T, ...T[]]): T =>
  from[Math.floor(chance() * from.length)] ?? from[0]
/** `count` results of `make`, joined. */
export const times = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('')

const n = (value: number): string => String(Math.round(value * 10) / 10)

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`
export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`
export const ellipse = (
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
  more = '',
): string =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`
export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}" ${more}/>`
export const stroke = (d: string, color: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  color: string,
  width: number,
  more = '',
): string => stroke(`M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, color, width, more)

export type Point = readonly [number, number]
export const poly = (points: readonly Point[], fill: string, more = ''): string =>
  `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${more}/>`
export const group = (more: string, ...inside: string[]): string =>
  `<g ${more}>${inside.join('')}</g>`
export const at = (x: number, y: number, scale: number, ...inside: string[]): string =>
  group(
    `transform="translate(${n(x)} ${n(y)}) scale(${Math.round(scale * 1000) / 1000})"`,
    ...inside,
  )

let made = 0
/** A paint of several colours from top to bottom (or along `x2`, `y2`): its definition and its name. */
export function fade(
  colors: readonly string[],
  { x2 = 0, y2 = 1 }: { x2?: number; y2?: number } = {},
): { def: string; paint: string } {
  const id = `p${++made}`
  const stops = colors
    .map((color, i) => `<stop offset="${i / (colors.length - 1)}" stop-color="${color}"/>`)
    .join('')
  return {
    def: `<defs><linearGradient id="${id}" x1="0" y1="0" x2="${x2}" y2="${y2}">${stops}</linearGradient></defs>`,
    paint: `url(#${id})`,
  }
}

/** A rectangle filled with a fade. */
export function wash(
  x: number,
  y: number,
  w: number,
  h: number,
  colors: readonly string[],
  more = '',
): string {
  const { def, paint } = fade(colors)
  return def + rect(x, y, w, h, paint, more)
}

/** Light that loses itself towards its edge. */
export function glow(x: number, y: number, r: number, color: string, strength = 0.8): string {
  const id = `p${++made}`
  return (
    `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${color}" stop-opacity="${strength}"/>` +
    `<stop offset="0.45" stop-color="${color}" stop-opacity="${strength * 0.35}"/>` +
    `<stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient></defs>` +
    circle(x, y, r, `url(#${id})`)
  )
}

/** Cuts what is inside to a shape. */
export function clipped(shape: string, ...inside: string[]): string {
  const id = `p${++made}`
  return `<defs><clipPath id="${id}">${shape}</clipPath></defs>${group(`clip-path="url(#${id})"`, ...inside)}`
}

/** Softens what is inside. */
export function blurred(amount: number, ...inside: string[]): string {
  const id = `p${++made}`
  return (
    `<defs><filter id="${id}" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${amount}"/></filter></defs>` +
    group(`filter="url(#${id})"`, ...inside)
  )
}

/** Numbering starts again with each picture, so that one can be redrawn alone. */
export const startPicture = (): void => {
  made = 0
}

/** A colour on the way from one to another. */
export function mix(from: string, to: string, part: number): string {
  const channel = (color: string, i: number) =>
    Number.parseInt(color.slice(1 + i * 2, 3 + i * 2), 16)
  return `#${[0, 1, 2]
    .map((i) => Math.round(channel(from, i) + (channel(to, i) - channel(from, i)) * part))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}
