/**
 * Rows as kysely sees them, one interface a table (`migrations/` has their meaning and indexes).
 * Every row carries its newsroom. Instants are milliseconds (`Instant`) in `bigint` columns.
 */
import type { ColumnType, JSONColumnType } from 'kysely'
import type { BreakingFact, Correction, Fact, StoryFact } from '../../shared/model/facts.ts'
import type {
  AssetId,
  BreakingId,
  CommandId,
  DeskId,
  DeviceId,
  NewsroomId,
  StoryId,
  TranslationGroupId,
  UserId,
  VersionHash,
} from '../../shared/model/ids.ts'
import type { Newsroom, Role } from '../../shared/model/people.ts'
import type { StoryContent, StoryKind } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Labels, Language, RegionKey, SectionKey } from '../../shared/model/vocabulary.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import type { PictureType } from '../../shared/protocol/uploads.ts'

/** A JSON column: read as a value, written as text. */
type Json<T extends object> = JSONColumnType<T, string, string>
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>

export interface NewsroomRow {
  id: NewsroomId
  /** Identity of this database's history; cursors of another epoch are void. */
  epoch: string
  detail: Json<Newsroom>
  created_at: Instant
}

export interface DeskRow {
  newsroom: NewsroomId
  id: DeskId
  labels: Json<Labels>
}

export interface PersonRow {
  newsroom: NewsroomId
  id: UserId
  email: string
  name: string
  language: Language
  password_hash: string
  /** When an operator closed the account; null while it is open. */
  disabled_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>
}

export interface MembershipRow {
  newsroom: NewsroomId
  person: UserId
  desk: DeskId
  role: Role
}

export interface SessionRow {
  token_hash: Bytes
  newsroom: NewsroomId
  person: UserId
  device: DeviceId
  created_at: Instant
  expires_at: Instant
}

export interface SignInFailureRow {
  key: string
  failures: number
  since: Instant
}

export interface FeedRow {
  newsroom: NewsroomId
  position: number
  fact_key: string
  at: Instant
  fact: Json<Fact>
}

export interface StoryRow {
  newsroom: NewsroomId
  id: StoryId
  fact: Json<StoryFact>
  due_at: Instant | null
}

export interface StoryHeadRow {
  newsroom: NewsroomId
  story: StoryId
  seq: number
  announced: number
  /** Newest seq inside the snapshot, and how much came after it. */
  snapshot_seq: number
  snapshot_bytes: number
  tail_updates: number
  tail_bytes: number
}

export interface StoryUpdateRow {
  newsroom: NewsroomId
  story: StoryId
  seq: number
  device: DeviceId
  ref: number
  digest: Bytes
  author: UserId
  at: Instant
  /** Null once the snapshot holds it; the row stays a while to recognise a second sending. */
  bytes: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>
}

export interface StoryCheckRow {
  newsroom: NewsroomId
  story: StoryId
  seq: number
  lost: number
}

export interface StoryGapRow {
  newsroom: NewsroomId
  story: StoryId
  since: Instant
  have: Bytes
  missing: Json<[number, number][]>
  lost: number
  asked_at: Instant
  look_at: Instant
}

export interface StorySnapshotRow {
  newsroom: NewsroomId
  story: StoryId
  seq: number
  bytes: Bytes
  authors: UserId[]
}

export interface StoryVersionRow {
  newsroom: NewsroomId
  story: StoryId
  version: VersionHash
  /** Newest seq inside. */
  seq: number
  at: Instant
  /** Who moved the story then, and to what. */
  person: UserId
  stage: string
  state: Bytes
}

export interface BreakingRow {
  newsroom: NewsroomId
  id: BreakingId
  fact: Json<BreakingFact>
  due_at: Instant | null
  live_since: Instant | null
}

export interface DeviceCounterRow {
  newsroom: NewsroomId
  device: DeviceId
  counter: number
}

export interface CommandRow {
  newsroom: NewsroomId
  id: CommandId
  device: DeviceId
  counter: number
  person: UserId
  at: Instant
  command: Json<object>
  verdict: Json<Verdict>
}

export interface PublishedRow {
  newsroom: NewsroomId
  story: StoryId
  /** Given at the first publication, never changed, kept after a take-down. */
  path: string
  live: boolean
  version: VersionHash
  content: Json<StoryContent>
  state: Bytes
  kind: StoryKind
  language: Language
  section: SectionKey
  regions: RegionKey[]
  topics: string[]
  coverage: string[]
  pictures: AssetId[]
  translation_group: TranslationGroupId
  since: Instant
  updated: Instant
  corrections: Json<Correction[]>
}

export interface PageViewRow {
  newsroom: NewsroomId
  story: StoryId
  hour: number
  views: number
}

export interface UploadRow {
  newsroom: NewsroomId
  asset: AssetId
  bytes: number
  media_type: PictureType
  received: number
  person: UserId
  started_at: Instant
  touched_at: Instant
}

export interface UploadPartRow {
  newsroom: NewsroomId
  asset: AssetId
  at_byte: number
  bytes: number
  digest: string
}

export interface AssetRow {
  newsroom: NewsroomId
  id: AssetId
  media_type: PictureType
  bytes: number
  width: number
  height: number
}

export interface PresenceRow {
  newsroom: NewsroomId
  story: StoryId
  device: DeviceId
  person: UserId
  name: string
  anchor: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>
  focus: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>
  seen_at: Instant
}

export interface Tables {
  newsroom: NewsroomRow
  desk: DeskRow
  person: PersonRow
  membership: MembershipRow
  session: SessionRow
  sign_in_failure: SignInFailureRow
  feed: FeedRow
  story: StoryRow
  story_head: StoryHeadRow
  story_update: StoryUpdateRow
  story_check: StoryCheckRow
  story_gap: StoryGapRow
  story_snapshot: StorySnapshotRow
  story_version: StoryVersionRow
  breaking: BreakingRow
  device_counter: DeviceCounterRow
  command: CommandRow
  published: PublishedRow
  page_view: PageViewRow
  upload: UploadRow
  upload_part: UploadPartRow
  asset: AssetRow
  presence: PresenceRow
}
