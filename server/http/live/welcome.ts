/** Answers a desk's hello: the newsroom's time and place in its feed, or why it may not come in. */
import { liveCloseCodes, type ServerFrame } from '../../../shared/protocol/live.ts'
import { protocolVersion } from '../../../shared/protocol/version.ts'
import { epochOf, feedHead } from '../../changes/change-feed.ts'
import { type Db, databaseNow } from '../../db/open-database.ts'
import { type Actor, loadPeople } from '../../db/people-rows.ts'
import { AccountClosed, actorOf, NotSignedIn } from '../../sessions/session-desk.ts'
import type { Hello, Welcome } from './live-socket.ts'

/** How a socket ends whose account was closed. */
export const accountClosed = { code: liveCloseCodes.accountClosed, why: 'account closed' } as const

const refused = (code: number, why: string): Welcome => ({ kind: 'refused', code, why })

/** Who speaks, and what they are told first. */
export async function welcome(db: Db, hello: Hello): Promise<Welcome> {
  if (hello.protocol !== protocolVersion) {
    return refused(liveCloseCodes.protocol, `this server speaks protocol ${protocolVersion}`)
  }
  const actor = await whoSpeaks(db, hello.token)
  if (actor instanceof AccountClosed) return { kind: 'refused', ...accountClosed }
  if (actor instanceof NotSignedIn || actor.device !== hello.device) {
    return refused(liveCloseCodes.notSignedIn, 'sign in')
  }
  const person = (await loadPeople(db, actor.newsroom, [actor.person])).get(actor.person)
  if (!person) return refused(liveCloseCodes.notSignedIn, 'sign in')
  const frame: ServerFrame = {
    t: 'welcome',
    now: await databaseNow(db),
    epoch: await epochOf(db, actor.newsroom),
    head: await feedHead(db, actor.newsroom),
  }
  return { kind: 'welcome', actor, name: person.name, frame }
}

const whoSpeaks = (db: Db, token: string): Promise<Actor | NotSignedIn | AccountClosed> =>
  actorOf(db, token).catch((error: unknown) => {
    if (error instanceof NotSignedIn || error instanceof AccountClosed) return error
    throw error
  })
