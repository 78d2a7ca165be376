/**
 * Story text in bulk: push and pull.
 *
 * VDR1  Nobody pulls text of a story that they may not read; the others of the same pull come.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BadInput } from '../../shared/model/errors.ts'
import { notYoursToRead } from '../../shared/model/reading.ts'
import {
  type PullItem,
  type PullRefusal,
  type PushAnswer,
  type PushItem,
  packedType,
  pullRequestSchema,
  pushItemSchema,
} from '../../shared/protocol/documents.ts'
import type { Db } from '../db/open-database.ts'
import type { Actor } from '../db/people-rows.ts'
import { notReadable } from '../db/reading-rows.ts'
import type { AppendQueue } from '../documents/append-queue.ts'
import { type Have, readSince } from '../documents/read-log.ts'
import { bulkLimit } from './bulk-limit.ts'
import { largestPackedBody, packedItems, sendPacked } from './packed-body.ts'
import type { Services } from './services.ts'
import { actorOfRequest, requireSession } from './signed-in.ts'

const consumes = [packedType]
const produces = [packedType]
/** Stories read in one statement: enough to be quick, few enough to answer soon. */
const storiesAtOnce = 50

export function documentRoutes(app: FastifyInstance, { database: { db }, queue }: Services): void {
  const onRequest = requireSession(db)
  const bodyLimit = largestPackedBody
  const limit = bulkLimit()
  app.post(
    '/v1/documents/push',
    {
      onRequest: [
        onRequest,
        async (request: FastifyRequest) => limit.check(actorOfRequest(request).device),
      ],
      bodyLimit,
      schema: {
        summary: 'Log story updates: a MessagePack sequence of pushItem, answered by pushAnswer',
        consumes,
        produces,
      },
    },
    async (request, reply) => {
      const items = await packedItems(request, pushItemSchema)
      const bytes = items.reduce((sum, { update }) => sum + update.length, 0)
      limit.took(actorOfRequest(request).device, items.length, bytes)
      return sendPacked(request, reply, pushed(queue, actorOfRequest(request), items))
    },
  )
  app.post(
    '/v1/documents/pull',
    {
      onRequest,
      bodyLimit,
      schema: {
        summary: 'Story text after what the desk has: one pullRequest, answered by pullAnswer each',
        consumes,
        produces,
      },
    },
    async (request, reply) => {
      const [asked, ...more] = await packedItems(request, pullRequestSchema)
      if (!asked || more.length > 0) throw new BadInput('A pull is exactly one request')
      return sendPacked(request, reply, pulled(db, actorOfRequest(request), asked.stories))
    },
  )
}

/** Everything is handed in before the first answer, so that it shares transactions. */
async function* pushed(
  queue: AppendQueue,
  actor: Actor,
  items: readonly PushItem[],
): AsyncGenerator<PushAnswer> {
  const answers = items.map(async ({ story, ref, update, edited }): Promise<PushAnswer> => {
    const answer = await queue.append({ actor, story, ref, update, at: edited })
    return { ...answer, story, ref }
  })
  // All are awaited in turn below; until then a failure must not count as unheard.
  for (const answer of answers) answer.catch(() => {})
  for (const answer of answers) yield await answer
}

/** As it leaves: bytes may be a view of a larger buffer. */
type Sent<Item extends { update: Uint8Array }> = Omit<Item, 'update'> & { update: Uint8Array }

/**
 * Whether they may be read is asked once for all, while the first of them are read; the next ones
 * are read while these are merged and leave.
 */
async function* pulled(
  db: Db,
  actor: Actor,
  stories: readonly Have[],
): AsyncGenerator<Sent<PullItem> | PullRefusal> {
  const ids = stories.map(({ story }) => story)
  if (ids.length === 0) return
  const asked = notReadable(db, actor, ids)
  const batches = [...inBatches(stories)]
  const read = (n: number) => {
    const batch = batches[n]
    const reading = batch && readSince(db, actor.newsroom, batch)
    // It is awaited in its turn; until then a failure must not count as unheard.
    reading?.catch(() => {})
    return reading
  }
  let coming = read(0)
  for (const [n, batch] of batches.entries()) {
    const reading = coming
    const [refused, stretches] = await Promise.all([asked, reading ?? []])
    coming = read(n + 1)
    for (const { story } of batch) if (refused.has(story)) yield { story, refused: notYoursToRead }
    for (const { story, to, update, authors } of stretches) {
      if (!refused.has(story)) yield { story, seq: to, update, authors: [...authors] }
    }
  }
}

function* inBatches(stories: readonly Have[]): Generator<readonly Have[]> {
  for (let i = 0; i < stories.length; i += storiesAtOnce) yield stories.slice(i, i + storiesAtOnce)
}
