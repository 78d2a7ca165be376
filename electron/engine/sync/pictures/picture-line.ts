/** What fetching a picture needs of the line. */
import type { ServerAddress } from '../line/server-api.ts'

export interface PictureLine {
  readonly address: () => ServerAddress
  /** Resolves when the next stretch of a picture may come: text that waits goes first. */
  readonly turn: () => Promise<void>
}
