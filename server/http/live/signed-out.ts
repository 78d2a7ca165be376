/** Sends those away whose sign-in has ended: now and then, and when the feed says so. */
import { liveCloseCodes } from '../../../shared/protocol/live.ts'
import { type Db, databaseNow } from '../../db/open-database.ts'
import { sessionsNow } from '../../db/people-rows.ts'
import type { LiveMember } from './live-socket.ts'
import { accountClosed } from './welcome.ts'

const lookEvery_ms = 30_000

export interface SignedOut {
  /** Looks at everybody now. */
  look(): Promise<void>
  close(): void
}

/** Looks at these desks from now on. */
export function signedOut(
  db: Db,
  members: ReadonlySet<LiveMember>,
  onError: (error: unknown) => void,
): SignedOut {
  async function look(): Promise<void> {
    if (members.size === 0) return
    const hashes = [...members].map(({ actor }) => actor.session)
    const sessions = await sessionsNow(db, hashes, await databaseNow(db))
    for (const member of members) {
      const standing = sessions.get(member.actor.session.toString('hex'))
      if (standing === 'closed') member.close(accountClosed.code, accountClosed.why)
      else if (!standing) member.close(liveCloseCodes.notSignedIn, 'signed out')
    }
  }
  const timer = setInterval(() => look().catch(onError), lookEvery_ms)
  return { look, close: () => clearInterval(timer) }
}
