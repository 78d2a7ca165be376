/** A whole engine, a whole server on real PostgreSQL, and a line between them that misbehaves. */
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { aDesk, type TestClocks, type TestDesk } from '../../electron/engine/testing/a-desk.ts'
import type { TestClient } from '../../server/testing/a-client.ts'
import { aServer, type TestServer } from '../../server/testing/a-server.ts'
import { applyPacked } from '../../shared/document/encoding.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { aFaultProxy, type FaultProxy } from '../support/fault-proxy.ts'

export interface BadLine {
  readonly server: TestServer
  readonly proxy: FaultProxy
  /** A desk behind the line, signed in. */
  desk(name: string, clocks?: TestClocks): Promise<TestDesk>
}

export async function aBadLine(seed = 1): Promise<BadLine> {
  const server = await aServer()
  onTestFinished(() => server.stop())
  const proxy = await aFaultProxy([server.url], seed)
  onTestFinished(() => proxy.close())
  return {
    server,
    proxy,
    async desk(name, clocks) {
      const desk = aDesk(undefined, null, clocks)
      await desk.signIn(proxy.url, name)
      return desk
    },
  }
}

/** The headline as the server's log gives it. */
export async function headlineOnServer(client: TestClient, story: StoryId): Promise<string> {
  const doc = new Y.Doc()
  for (const { update } of await client.pull([{ story, have: 0 }])) applyPacked(doc, update)
  return headlineOf(doc).toString()
}

/** Stories with these headlines, written off line and still waiting. */
export async function writtenOffLine(desk: TestDesk, headlines: readonly string[]) {
  const stories: StoryId[] = []
  for (const _ of headlines) stories.push(await desk.create())
  await desk.level()
  await desk.offline()
  for (const [i, story] of stories.entries()) {
    for (const letter of headlines[i] ?? '') await desk.window.type(story, letter)
  }
  return stories
}
