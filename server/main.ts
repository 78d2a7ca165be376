/** The server as a process: settings from the environment, one line when ready, an orderly end. */
import { join } from 'node:path'
import { pino } from 'pino'
import { toWireError } from '../shared/model/errors.ts'
import type { Services } from './http/services.ts'
import { loadSample } from './sample/load-sample.ts'
import { configFrom } from './server-config.ts'
import { beginServer, type StartingServer } from './start-server.ts'

/** After this the process ends whatever still hangs. */
const orderlyEnd_ms = 9000

const config = configFrom(process.env)
const log = pino({
  level: config.logLevel,
  base: { pid: process.pid },
  // Belt and braces: no route logs headers or bodies.
  redact: ['*.authorization', '*.password', '*.token', 'req.headers'],
})

async function fillWithSample({ database: { db }, queue, uploads }: Services): Promise<void> {
  const outcome = await loadSample({ db, queue, uploads })
  log.info({ outcome }, 'sample newsroom')
}

let server: StartingServer | undefined
let leaving = false
const end = (signal: NodeJS.Signals) => {
  leaving = true
  log.info({ signal }, 'leaving')
  setTimeout(() => process.exit(1), orderlyEnd_ms).unref()
  Promise.resolve(server?.stop()).then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'did not end in order')
      process.exit(1)
    },
  )
}
process.once('SIGTERM', end)
process.once('SIGINT', end)

server = beginServer(config, log, {
  publicFolder: join(import.meta.dirname, 'public'),
  ...(config.sample && { prepare: fillWithSample }),
})
try {
  const { url } = await server.ready
  log.info({ url }, 'ready')
} catch (error) {
  // Stopped while it started: what failed then, failed because of that.
  if (!leaving) {
    log.fatal({ err: error, ...toWireError(error) }, 'could not start')
    process.exit(1)
  }
}
