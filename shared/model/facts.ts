/**
 * What the newsroom has agreed on. A fact is written by the server only, whole each time;
 * a desk keeps the newest revision it has heard of.
 */
import { z } from 'zod'
import { breakingLifeSchema, breakingLinesSchema } from './commands.ts'
import {
  assetIdSchema,
  breakingIdSchema,
  deskIdSchema,
  storyIdSchema,
  translationGroupIdSchema,
  userIdSchema,
  versionHashSchema,
} from './ids.ts'
import { deskSchema, newsroomSchema, personSchema } from './people.ts'
import { instantSchema } from './time.ts'
import { labelsSchema, languageSchema, termKeySchema, termSchemeSchema } from './vocabulary.ts'

const by = userIdSchema
const when = instantSchema

/** An approval that a later edit undid. */
export const voidedApprovalSchema = z.object({
  /** Who wrote the edit that undid it. */
  by,
  when,
  approvedBy: userIdSchema,
})
export type VoidedApproval = z.infer<typeof voidedApprovalSchema>

const restingWorkSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('draft') }),
  z.object({
    at: z.literal('submitted'),
    by,
    when,
    version: versionHashSchema,
    voided: voidedApprovalSchema.optional(),
  }),
  z.object({ at: z.literal('returned'), by, when, reason: z.string() }),
  z.object({
    at: z.literal('approved'),
    by,
    when,
    version: versionHashSchema,
    submittedBy: userIdSchema,
  }),
  z.object({
    at: z.literal('scheduled'),
    by,
    when,
    version: versionHashSchema,
    publishAt: instantSchema,
    approvedBy: userIdSchema,
    submittedBy: userIdSchema,
  }),
  /** Nothing to do: the live version is the newest that was approved. */
  z.object({ at: z.literal('done'), by, when }),
])
export type RestingWork = z.infer<typeof restingWorkSchema>

export const workSchema = z.union([
  restingWorkSchema,
  z.object({ at: z.literal('spiked'), by, when, reason: z.string(), before: restingWorkSchema }),
])
/** The work axis: where the next version stands. */
export type Work = z.infer<typeof workSchema>

export const correctionSchema = z.object({ note: z.string(), when, by })
export type Correction = z.infer<typeof correctionSchema>

export const publicationSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('unpublished') }),
  z.object({
    at: z.literal('live'),
    version: versionHashSchema,
    /** First publication. */
    since: when,
    /** Newest publication or correction. */
    updated: when,
    by,
    corrections: z.array(correctionSchema),
  }),
  z.object({ at: z.literal('taken-down'), by, when, reason: z.string(), since: when }),
])
/** The publish axis: what readers see. Independent of the work axis. */
export type Publication = z.infer<typeof publicationSchema>

/** The legal axis. */
export const legalSchema = z.object({ embargo: z.object({ until: instantSchema, by }).nullable() })
export type Legal = z.infer<typeof legalSchema>

export const storyFactSchema = z.object({
  type: z.literal('story'),
  id: storyIdSchema,
  /** 1 at creation, +1 with every accepted command. */
  revision: z.number().int().min(1),
  desk: deskIdSchema,
  language: languageSchema,
  writer: userIdSchema,
  createdAt: instantSchema,
  translationGroup: translationGroupIdSchema,
  work: workSchema,
  publication: publicationSchema,
  legal: legalSchema,
})
export type StoryFact = z.infer<typeof storyFactSchema>

export const breakingStageSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('drafted'), by, when }),
  z.object({ at: z.literal('scheduled'), by, when, goLiveAt: instantSchema }),
  z.object({ at: z.literal('live'), by, since: instantSchema, until: instantSchema }),
  z.object({ at: z.literal('expired'), when }),
  z.object({ at: z.literal('recalled'), by, when, wasLive: z.boolean() }),
])
export type BreakingStage = z.infer<typeof breakingStageSchema>

export const breakingFactSchema = z.object({
  type: z.literal('breaking'),
  id: breakingIdSchema,
  revision: z.number().int().min(1),
  lines: breakingLinesSchema,
  story: storyIdSchema.nullable(),
  life: breakingLifeSchema,
  stage: breakingStageSchema,
})
export type BreakingFact = z.infer<typeof breakingFactSchema>

export const termFactSchema = z.object({
  type: z.literal('term'),
  scheme: termSchemeSchema,
  key: termKeySchema,
  labels: labelsSchema,
})
export type TermFact = z.infer<typeof termFactSchema>

/** A picture whose original is complete and verified on the server. */
export const assetFactSchema = z.object({
  type: z.literal('asset'),
  id: assetIdSchema,
  mediaType: z.string(),
  bytes: z.number().int().min(1),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  by: userIdSchema,
  when: instantSchema,
})
export type AssetFact = z.infer<typeof assetFactSchema>

/** How long the server's log of a story is: a desk with less asks for the rest. */
export const documentHeadSchema = z.object({
  type: z.literal('document-head'),
  story: storyIdSchema,
  seq: z.number().int().min(0),
  /** When the newest update was written, by the server's clock. */
  edited: instantSchema,
})
export type DocumentHead = z.infer<typeof documentHeadSchema>

/** The server's log of a story lacks something: whoever holds it sends it. */
export const textGapFactSchema = z.object({
  type: z.literal('text-gap'),
  story: storyIdSchema,
  /** State vector of what the server can show, in base64; null when nothing is missing any more. */
  have: z.base64().nullable(),
  /** Yjs clients of whose updates some are missing. */
  missing: z.array(z.number().int().min(0)).max(1000),
  /** Log rows that have gone, whoever wrote them: also deletions may be missing. */
  rows: z.number().int().min(0),
  /** Asked anew, it is another fact. */
  asked: instantSchema,
})
export type TextGapFact = z.infer<typeof textGapFactSchema>

export const setAsideStateSchema = z.enum(['waiting', 'taken', 'dismissed'])

/** Text that its story does not take was set aside, or settled: told to who may see it. */
export const setAsideFactSchema = z.object({
  type: z.literal('set-aside'),
  id: z.uuid(),
  desk: deskIdSchema.nullable(),
  author: by,
  state: setAsideStateSchema,
  when,
})
export type SetAsideFact = z.infer<typeof setAsideFactSchema>

export const personFactSchema = z.object({ type: z.literal('person'), person: personSchema })
export const deskFactSchema = z.object({ type: z.literal('desk'), desk: deskSchema })
export const newsroomFactSchema = z.object({
  type: z.literal('newsroom'),
  newsroom: newsroomSchema,
})

export const factSchema = z.discriminatedUnion('type', [
  storyFactSchema,
  breakingFactSchema,
  termFactSchema,
  assetFactSchema,
  documentHeadSchema,
  textGapFactSchema,
  setAsideFactSchema,
  personFactSchema,
  deskFactSchema,
  newsroomFactSchema,
])
export type Fact = z.infer<typeof factSchema>

/** The key under which a fact replaces its older self. */
export function factKey(fact: Fact): string {
  switch (fact.type) {
    case 'term':
      return `term:${fact.scheme}:${fact.key}`
    case 'document-head':
    case 'text-gap':
      return `${fact.type}:${fact.story}`
    case 'person':
      return `person:${fact.person.id}`
    case 'desk':
      return `desk:${fact.desk.id}`
    case 'newsroom':
      return `newsroom:${fact.newsroom.id}`
    default:
      return `${fact.type}:${fact.id}`
  }
}
