/** Settings of an S3-compatible store, from the environment; without an endpoint there is none. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BadInput } from '../../shared/model/errors.ts'

export interface S3Config {
  /** Without a slash at its end. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKey: string
  readonly secretKey: string
  /** `endpoint/bucket/key`; otherwise `bucket.endpoint/key`. */
  readonly pathStyle: boolean
}

const set = z.string().trim().min(1)

const settingsSchema = z
  .object({
    COPYDESK_S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
    COPYDESK_S3_REGION: set.default('us-east-1'),
    COPYDESK_S3_BUCKET: set.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'not a name of a bucket'),
    COPYDESK_S3_ACCESS_KEY: set,
    COPYDESK_S3_SECRET_KEY: set.optional(),
    COPYDESK_S3_SECRET_KEY_FILE: set.optional(),
    COPYDESK_S3_PATH_STYLE: z.enum(['0', '1']).default('1'),
  })
  .refine(
    (all) => Boolean(all.COPYDESK_S3_SECRET_KEY) !== Boolean(all.COPYDESK_S3_SECRET_KEY_FILE),
    {
      path: ['COPYDESK_S3_SECRET_KEY'],
      message: 'give either the secret or COPYDESK_S3_SECRET_KEY_FILE',
    },
  )

/** The store that the environment names, or undefined; throws `BadInput` naming what is wrong. */
export function s3ConfigFrom(env: NodeJS.ProcessEnv): S3Config | undefined {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('COPYDESK_S3_') && value?.trim()),
  )
  if (Object.keys(given).length === 0) return undefined
  const parsed = settingsSchema.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new BadInput(`Wrong settings of the object store: ${wrong.join('; ')}`)
  }
  const { data } = parsed
  return {
    endpoint: data.COPYDESK_S3_ENDPOINT.replace(/\/+$/, ''),
    region: data.COPYDESK_S3_REGION,
    bucket: data.COPYDESK_S3_BUCKET,
    accessKey: data.COPYDESK_S3_ACCESS_KEY,
    secretKey: data.COPYDESK_S3_SECRET_KEY ?? secretIn(data.COPYDESK_S3_SECRET_KEY_FILE ?? ''),
    pathStyle: data.COPYDESK_S3_PATH_STYLE === '1',
  }
}

function secretIn(file: string): string {
  let secret: string
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new BadInput(`COPYDESK_S3_SECRET_KEY_FILE: ${file} cannot be read`, { cause })
  }
  if (secret === '') throw new BadInput(`COPYDESK_S3_SECRET_KEY_FILE: ${file} is empty`)
  return secret
}
