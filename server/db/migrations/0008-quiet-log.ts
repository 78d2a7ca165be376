import type { Migration } from '../migrate.ts'
import { plainLogSteps } from './0007-plain-log-steps.ts'

const wakesOthers = "  perform pg_notify('copydesk_log', '');\n"

/**
 * `log_plain` no longer wakes the other servers itself: who calls it knows whether there are any.
 * A notification costs a commit, a backend and a server each a moment, fifty times a second while a
 * newsroom types; most newsrooms have one server.
 */
export const quietLog: Migration = {
  number: 8,
  name: 'quiet-log',
  sql: plainLogSteps.sql.replace(wakesOthers, ''),
}
