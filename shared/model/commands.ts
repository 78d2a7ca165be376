/** Everything a desk can ask of the newsroom, each judged once by `decide`. */
import { z } from 'zod'
import {
  breakingIdSchema,
  commandIdSchema,
  deskIdSchema,
  deviceIdSchema,
  storyIdSchema,
  translationGroupIdSchema,
  versionHashSchema,
} from './ids.ts'
import { instantSchema } from './time.ts'
import { labelsSchema, languageSchema, termKeySchema, termSchemeSchema } from './vocabulary.ts'

const reason = z.string().trim().min(1).max(2000)
const story = storyIdSchema
const version = versionHashSchema

export const storyCommandSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('create-story'),
    story,
    desk: deskIdSchema,
    language: languageSchema,
    translationGroup: translationGroupIdSchema,
  }),
  z.object({ do: z.literal('submit'), story, version }),
  z.object({ do: z.literal('withdraw'), story }),
  z.object({ do: z.literal('return'), story, reason }),
  z.object({ do: z.literal('approve'), story, version }),
  /** `correction` is the reader-facing note; required when the story is live already. */
  z.object({ do: z.literal('publish'), story, version, correction: reason.optional() }),
  z.object({ do: z.literal('schedule'), story, version, publishAt: instantSchema }),
  z.object({ do: z.literal('unschedule'), story }),
  z.object({ do: z.literal('take-down'), story, reason }),
  z.object({ do: z.literal('set-embargo'), story, until: instantSchema.nullable() }),
  z.object({ do: z.literal('spike'), story, reason }),
  z.object({ do: z.literal('unspike'), story }),
])
export type StoryCommand = z.infer<typeof storyCommandSchema>

/** Longest breaking line in characters, attribution included. */
export const breakingBudget = 140

export const breakingLineSchema = z
  .object({
    /** Who says so: "Port authority", "Our correspondent". Shown before the text with a colon. */
    attribution: z.string().trim().max(60),
    text: z.string().trim().min(1).max(breakingBudget),
  })
  .refine((line) => line.attribution.length + line.text.length <= breakingBudget, {
    message: `a breaking line has at most ${breakingBudget} characters with its attribution`,
  })
export type BreakingLine = z.infer<typeof breakingLineSchema>

/** The line in each edition that shows it; at least one. */
export const breakingLinesSchema = z
  .object({
    en: breakingLineSchema.optional(),
    ar: breakingLineSchema.optional(),
    es: breakingLineSchema.optional(),
  })
  .refine((lines) => lines.en || lines.ar || lines.es, { message: 'no line in any language' })
export type BreakingLines = z.infer<typeof breakingLinesSchema>

/** How long a line stays up, in milliseconds: one minute to two days. */
export const breakingLifeSchema = z.number().int().min(60_000).max(172_800_000)

const breaking = breakingIdSchema
export const breakingCommandSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('breaking-draft'),
    breaking,
    lines: breakingLinesSchema,
    story: storyIdSchema.nullable(),
    life: breakingLifeSchema,
  }),
  /** Live at once. With `lines`, drafts and sends in one step. */
  z.object({
    do: z.literal('breaking-send'),
    breaking,
    lines: breakingLinesSchema,
    story: storyIdSchema.nullable(),
    life: breakingLifeSchema,
  }),
  z.object({
    do: z.literal('breaking-schedule'),
    breaking,
    lines: breakingLinesSchema,
    story: storyIdSchema.nullable(),
    life: breakingLifeSchema,
    goLiveAt: instantSchema,
  }),
  z.object({ do: z.literal('breaking-recall'), breaking }),
])
export type BreakingCommand = z.infer<typeof breakingCommandSchema>

export const termCommandSchema = z.object({
  do: z.literal('add-term'),
  scheme: termSchemeSchema,
  key: termKeySchema,
  labels: labelsSchema,
})
export type TermCommand = z.infer<typeof termCommandSchema>

export const commandSchema = z.union([storyCommandSchema, breakingCommandSchema, termCommandSchema])
export type Command = StoryCommand | BreakingCommand | TermCommand

/** A command on its way: client-made id and a per-device counter make it safe to send twice. */
export const sentCommandSchema = z.object({
  id: commandIdSchema,
  device: deviceIdSchema,
  /** 1, 2, 3 … in the order in which this device issued its commands. */
  counter: z.number().int().min(1),
  /** The device's own clock; for display only. */
  issuedAt: instantSchema,
  command: commandSchema,
})
export type SentCommand = z.infer<typeof sentCommandSchema>

export const isStoryCommand = (command: Command): command is StoryCommand =>
  'story' in command && !command.do.startsWith('breaking-')
export const isBreakingCommand = (command: Command): command is BreakingCommand =>
  command.do.startsWith('breaking-')
