import { buildingScenes } from './building-scenes.ts'
import { coastScenes } from './coast-scenes.ts'
import { farScenes } from './far-scenes.ts'
import { flagScenes } from './flag-scenes.ts'
import { harbourScenes } from './harbour-scenes.ts'
import { hillScenes } from './hill-scenes.ts'
import { oceanScenes } from './ocean-scenes.ts'
import { patternScenes } from './pattern-scenes.ts'
import { publicScenes } from './public-scenes.ts'
import { roomScenes } from './room-scenes.ts'
import type { Scene } from './scene.ts'
import { streetScenes } from './street-scenes.ts'
import { waterScenes } from './water-scenes.ts'
import { workshopScenes } from './workshop-scenes.ts'

/** Every picture of the sample newsroom by its key. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...buildingScenes,
  ...coastScenes,
  ...farScenes,
  ...flagScenes,
  ...harbourScenes,
  ...hillScenes,
  ...oceanScenes,
  ...patternScenes,
  ...publicScenes,
  ...roomScenes,
  ...streetScenes,
  ...waterScenes,
  ...workshopScenes,
}
