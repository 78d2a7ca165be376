/**
 * What a backup looks like on disk.
 *
 *     FOLDER/2026-11-22T150703Z/manifest.json       written last: without it there is no backup
 *     FOLDER/2026-11-22T150703Z/story.copy.gz       a table, as PostgreSQL's COPY writes it
 *     FOLDER/2026-11-22T150703Z/objects.list.gz     the pictures that belong to this backup
 *     FOLDER/objects/…                              the pictures, shared by all backups here
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { NewsroomError } from '../../shared/model/errors.ts'
import { newsroomIdSchema } from '../../shared/model/ids.ts'

/** 2: pictures may be missing from it, and are named. */
export const formatVersion = 2

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const fileSchema = z.object({
  file: z.string().regex(/^[a-z0-9_.-]+$/),
  bytes: z.number().int(),
  sha256,
})

const tableSchema = fileSchema.extend({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int(),
})
export type TableInBackup = z.infer<typeof tableSchema>

const missingSchema = z.object({
  key: z.string(),
  asset: z.string(),
  bytes: z.number().int(),
  why: z.enum(['missing', 'damaged']),
})
export type MissingPicture = z.infer<typeof missingSchema>

const bodySchema = z.object({
  program: z.literal('copydesk'),
  format: z.number().int(),
  /** The source database's clock. */
  madeAt: z.string(),
  postgres: z.string(),
  /** The migrations the database had taken. */
  layout: z.array(z.object({ number: z.number().int(), name: z.string() })).min(1),
  newsrooms: z.array(z.object({ id: newsroomIdSchema, epoch: z.string(), name: z.string() })),
  /** In an order in which they can be filled. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), last: z.number().int() })),
  objects: fileSchema.extend({ count: z.number().int(), total: z.number().int() }),
  /** Pictures that the newsroom itself no longer had whole. */
  missing: z.array(missingSchema).optional(),
})
export type ManifestBody = z.infer<typeof bodySchema>

/** `seal` is the hash of everything else in it. */
const manifestSchema = bodySchema.extend({ seal: sha256 })

/** A backup that cannot be used, or a place that holds none. */
export class UnusableBackup extends NewsroomError {
  readonly code = 'unusable-backup'
  readonly retry = 'never'
}

/** One picture of it is damaged or missing; everything else may be whole. */
export class DamagedPicture extends UnusableBackup {
  readonly why: MissingPicture['why']
  constructor(key: string, why: MissingPicture['why'], options?: ErrorOptions) {
    const what = why === 'missing' ? 'is missing from the backup' : 'is damaged'
    super(`The picture ${key} ${what}`, options)
    this.why = why
  }
  override readonly remedy =
    'With --without-damaged-pictures the rest is restored; desks that hold the picture send it again.'
}

/** A picture cannot be copied, because it is not whole where it is copied from. */
export class LostPicture extends UnusableBackup {
  readonly why: MissingPicture['why']
  constructor(key: string, why: MissingPicture['why'], options?: ErrorOptions) {
    super(`The picture ${key} is ${why} where it is copied from`, options)
    this.why = why
  }
}

/** Parsing puts the keys in the schema's order, whoever made the object. */
const sealOf = (body: ManifestBody): string =>
  createHash('sha256')
    .update(JSON.stringify(bodySchema.parse(body)))
    .digest('hex')

/** The manifest as it is written. */
export const manifestText = (body: ManifestBody): string =>
  `${JSON.stringify({ ...body, seal: sealOf(body) }, null, 2)}\n`

/** Reads and checks a manifest; throws `UnusableBackup`. */
export function readManifest(folder: string): ManifestBody {
  const file = join(folder, 'manifest.json')
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new UnusableBackup(`${file} cannot be read as a manifest`, { cause })
  }
  const format = z.object({ format: z.number() }).safeParse(json).data?.format
  if (format !== undefined && format > formatVersion) {
    throw new UnusableBackup(
      `This backup has format ${format}; this program reads formats up to ${formatVersion}. ` +
        'Restore it with the release that made it, or a later one.',
    )
  }
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new UnusableBackup(`${file} is damaged: ${first?.path.join('.')}: ${first?.message}`)
  }
  const { seal, ...body } = parsed.data
  if (sealOf(body) !== seal) throw new UnusableBackup(`${file} is damaged: it was changed`)
  return body
}

export const isBackup = (folder: string): boolean => existsSync(join(folder, 'manifest.json'))

/** Backups in a folder, newest last. */
export function backupsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => isBackup(join(folder, name)))
    .sort()
}

/** The backup that `from` means: itself, or the newest one in it. */
export function chosenBackup(from: string): string {
  if (isBackup(from)) return from
  const newest = backupsIn(from).at(-1)
  if (newest === undefined) throw new UnusableBackup(`There is no complete backup in ${from}`)
  return join(from, newest)
}

/** Where the pictures of a backup lie: beside it, shared with its neighbours. */
export const objectsFolder = (backup: string): string => join(dirname(backup), 'objects')

/** The name of a backup made at that moment. */
export const backupName = (madeAt: Date): string =>
  madeAt
    .toISOString()
    .replace(/:/g, '')
    .replace(/\.(\d+)Z$/, '.$1Z')
