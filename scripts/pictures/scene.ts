import type { Chance } from './brush.ts'

/** One picture: its size in pixels, and how it is drawn. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly draw: (chance: Chance) => string
}

export const landscape = (draw: Scene['draw']): Scene => ({ width: 1800, height: 1200, draw })
export const portrait = (draw: Scene['draw']): Scene => ({ width: 1200, height: 1500, draw })
