import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sentCommandSchema } from '../model/commands.ts'
import { changesPageSchema, cursorSchema } from './changes.ts'
import { verdictSchema } from './commands.ts'
import {
  pullAnswerSchema,
  pullRequestSchema,
  pushAnswerSchema,
  pushItemSchema,
} from './documents.ts'
import { deskFrameSchema, serverFrameSchema } from './live.ts'
import { sessionSchema, signInSchema, wireErrorSchema } from './session.ts'
import { startUploadSchema, uploadStateSchema } from './uploads.ts'
import { protocolVersion } from './version.ts'

const wire = {
  changesPageSchema,
  cursorSchema,
  deskFrameSchema,
  pullAnswerSchema,
  pullRequestSchema,
  pushAnswerSchema,
  pushItemSchema,
  sentCommandSchema,
  serverFrameSchema,
  sessionSchema,
  signInSchema,
  startUploadSchema,
  uploadStateSchema,
  verdictSchema,
  wireErrorSchema,
}

/** Hash of the wire schemas for each protocol number; never edit an old line. */
const pins: Record<number, string> = {
  1: '7f118d5ce3f796d90bff6fb6b768a30f6ee75f55064558476f110ab61e654009',
  2: '782c8131755b3e4558db40447266b313cf3b8b5743e91fadfb1adf29dde14da2',
  3: 'e54031b4ecf95225a8fb2b7e5e4fc754abde3c5d2203716b32887e787f41e350',
  4: 'f7465ad9e5b65eadb309524585e435312670e7eeddc11e6a7817afbe87194c53',
  5: '650d150b6ac490d4dfbdd2e899cf948cfb896f56dd4f622c287f2e8ecdbe33c7',
  6: 'aac33d2e36358b0d12bf06c3d46bbcf8f907d530a6403a86292256235e31be2b',
}

describe('the wire protocol', () => {
  it('[WP1] does not change without a new number', () => {
    const shapes = Object.entries(wire).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { unrepresentable: 'any' }),
    ])
    const hash = createHash('sha256').update(JSON.stringify(shapes)).digest('hex')
    expect(hash).toBe(pins[protocolVersion])
  })
})
