/**
 * Ids of everything that is named across processes. Each is branded, and each has one road in:
 * `parseX` at a boundary (throws `MalformedId`), `xSchema` inside a contract.
 */
import { v7 } from 'uuid'
import { z } from 'zod'
import { MalformedId } from './errors.ts'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type StoryId = Id<'StoryId'>
export type UserId = Id<'UserId'>
/** A desk of the newsroom (City, World), not a device. */
export type DeskId = Id<'DeskId'>
/** One installed copy of the app. */
export type DeviceId = Id<'DeviceId'>
export type CommandId = Id<'CommandId'>
export type BreakingId = Id<'BreakingId'>
export type NewsroomId = Id<'NewsroomId'>
/** Stories that are translations of each other share one. */
export type TranslationGroupId = Id<'TranslationGroupId'>
/** SHA-256 of a picture's original bytes, 64 lower-case hex digits. */
export type AssetId = Id<'AssetId'>
/** Key of one use of a picture in one story (UUIDv7). */
export type MediaKey = Id<'MediaKey'>
/** SHA-256 of a story's canonical content (`canonicalContent`), 64 lower-case hex digits. */
export type VersionHash = Id<'VersionHash'>

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const sha256Hex = /^[0-9a-f]{64}$/
const deskKey = /^[a-z][a-z0-9-]{0,39}$/

function idKind<T extends string>(name: string, pattern: RegExp) {
  const is = (x: unknown): x is T => typeof x === 'string' && pattern.test(x)
  const parse = (text: unknown): T => {
    if (!is(text)) throw new MalformedId(name, text)
    return text
  }
  return { is, parse, schema: z.custom<T>(is, `not a ${name}`) }
}

const story = idKind<StoryId>('StoryId', uuidV7)
const user = idKind<UserId>('UserId', uuidV7)
const desk = idKind<DeskId>('DeskId', deskKey)
const device = idKind<DeviceId>('DeviceId', uuidV7)
const command = idKind<CommandId>('CommandId', uuidV7)
const breaking = idKind<BreakingId>('BreakingId', uuidV7)
const newsroom = idKind<NewsroomId>('NewsroomId', uuidV7)
const translationGroup = idKind<TranslationGroupId>('TranslationGroupId', uuidV7)
const asset = idKind<AssetId>('AssetId', sha256Hex)
const media = idKind<MediaKey>('MediaKey', uuidV7)
const version = idKind<VersionHash>('VersionHash', sha256Hex)

export const isStoryId = story.is
export const isAssetId = asset.is
export const isMediaKey = media.is
export const parseStoryId = story.parse
export const parseUserId = user.parse
export const parseDeskId = desk.parse
export const parseDeviceId = device.parse
export const parseCommandId = command.parse
export const parseBreakingId = breaking.parse
export const parseNewsroomId = newsroom.parse
export const parseTranslationGroupId = translationGroup.parse
export const parseAssetId = asset.parse
export const parseMediaKey = media.parse
export const parseVersionHash = version.parse

export const storyIdSchema = story.schema
export const userIdSchema = user.schema
export const deskIdSchema = desk.schema
export const deviceIdSchema = device.schema
export const commandIdSchema = command.schema
export const breakingIdSchema = breaking.schema
export const newsroomIdSchema = newsroom.schema
export const translationGroupIdSchema = translationGroup.schema
export const assetIdSchema = asset.schema
export const mediaKeySchema = media.schema
export const versionHashSchema = version.schema

export const newStoryId = (): StoryId => story.parse(v7())
export const newUserId = (): UserId => user.parse(v7())
export const newDeviceId = (): DeviceId => device.parse(v7())
export const newCommandId = (): CommandId => command.parse(v7())
export const newBreakingId = (): BreakingId => breaking.parse(v7())
export const newNewsroomId = (): NewsroomId => newsroom.parse(v7())
export const newTranslationGroupId = (): TranslationGroupId => translationGroup.parse(v7())
export const newMediaKey = (): MediaKey => media.parse(v7())
