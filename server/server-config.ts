/** The server's settings, read from the environment once and checked. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { BadInput } from '../shared/model/errors.ts'
import { type S3Config, s3ConfigFrom } from './media/s3-config.ts'

export interface ServerConfig {
  /** 0 takes a free port. */
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** None: the server brings its own PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined
  /** Load the sample newsroom into an empty database. */
  readonly sample: boolean
  /** Where readers reach the site; without it, the address listened on. */
  readonly publicUrl: string | undefined
  /** Where pictures are kept; without it, in `dataDir`. */
  readonly s3?: S3Config | undefined
  /** Mail address for readers. */
  readonly contact: string | undefined
  /** Who shows it may read the metrics; without one, only programs on this machine may. */
  readonly metricsToken?: string | undefined
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional()

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: text,
  COPYDESK_SAMPLE: text,
  COPYDESK_PUBLIC_URL: text.pipe(z.url({ protocol: /^https?$/ }).optional()),
  COPYDESK_CONTACT: text,
  COPYDESK_METRICS_TOKEN: text.pipe(z.string().min(16, 'at least 16 characters').optional()),
  COPYDESK_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
})

/** Settings from environment variables; throws `BadInput` naming the wrong ones. */
export function configFrom(env: NodeJS.ProcessEnv): ServerConfig {
  const parsed = environmentSchema.safeParse(env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new BadInput(`Wrong settings: ${wrong.join('; ')}`)
  }
  const { data } = parsed
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL,
    sample: data.COPYDESK_SAMPLE === '1',
    publicUrl: data.COPYDESK_PUBLIC_URL?.replace(/\/+$/, ''),
    s3: s3ConfigFrom(env),
    contact: data.COPYDESK_CONTACT,
    metricsToken: data.COPYDESK_METRICS_TOKEN,
    logLevel: data.COPYDESK_LOG,
  }
}
