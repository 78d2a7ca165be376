/**
 * All that the reader's pages get from the newsroom. `server/site/plugin.ts` exports
 * `registerSite(app, context)`; nothing of the site reads the database by itself.
 */
import type { BreakingLine } from '../../shared/model/commands.ts'
import type { TermFact } from '../../shared/model/facts.ts'
import type { AssetId, BreakingId, StoryId } from '../../shared/model/ids.ts'
import type { Newsroom } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import type { Rendition } from '../../shared/protocol/uploads.ts'
import type { Published } from './published.ts'

/** A breaking line that is up now, in one edition. */
export interface LiveBreakingLine {
  readonly id: BreakingId
  readonly line: BreakingLine
  /** Path of the story it points to, when that is live. */
  readonly path: string | null
  readonly since: Instant
  readonly until: Instant
}

/** One rendition, ready to send. */
export interface SitePicture {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface SiteContext {
  readonly published: Published
  /** Lines of an edition that are live, newest first. */
  liveBreaking(language: Language): Promise<LiveBreakingLine[]>
  /** Hears that `liveBreaking` may answer differently now; returns the way to stop. */
  onBreaking(listener: () => void): () => void
  /** Hears that a story was published, corrected or taken down. */
  onPublished(listener: (story: StoryId) => void): () => void
  /** Counts one view of a story; written in batches. */
  countView(story: StoryId): void
  /** Topics and coverage collections with their labels. */
  terms(): Promise<TermFact[]>
  /**
   * A picture as readers get it, made when it is first asked for; null unless a live story of the
   * newsroom shows it.
   */
  picture(asset: AssetId, rendition: Rendition): Promise<SitePicture | null>
  /** The paper; null while the database is empty. */
  newsroom(): Promise<Newsroom | null>
  /** Where readers reach the site, without a slash at the end. */
  readonly publicUrl: string
}
