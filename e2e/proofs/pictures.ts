/** `npm run prove pictures`: 200 pictures of 10 MB, the line cut 50 times in the middle of parts. */
import type { Figure } from '../../scripts/prove.ts'
import { withEnding } from '../support/on-end.ts'
import { fullLoad, picturesArrive } from '../support/picture-proof.ts'

export const prove = (): Promise<Figure[]> =>
  withEnding((onEnd) => picturesArrive(onEnd, fullLoad()))
