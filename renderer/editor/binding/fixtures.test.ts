import { readFileSync } from 'node:fs'
import { $getRoot } from 'lexical'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { projectStory } from '../../../shared/document/projection.ts'
import type { Block } from '../../../shared/model/story.ts'
import { $createBlock } from '../nodes/BlockNode.ts'
import { aBody, linesOf } from '../testing/a-body.ts'

interface Fixture {
  readonly state: readonly string[]
  readonly lines: readonly string[]
  readonly blocks: readonly Block[]
}

/** Documents as released editors wrote them. New ones are added, old ones never renewed. */
const fixtures = ['lexical-0.52']

const read = (name: string): Fixture =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'))

describe.each(fixtures)('a document written by %s', (name) => {
  const { state, lines, blocks } = read(name)
  const load = () => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, Buffer.from(state.join(''), 'base64'))
    return doc
  }

  it('[BB2] says today what it said then, without an editor', () => {
    expect(projectStory(load()).blocks).toEqual(blocks)
  })

  it('[BB1] opens in today’s editor, which writes nothing into it', () => {
    const doc = load()
    const before = Y.encodeStateAsUpdateV2(doc)
    expect(linesOf(aBody(doc))).toEqual(lines)
    expect(Y.encodeStateAsUpdateV2(doc)).toEqual(before)
  })

  it('can be written on', () => {
    const body = aBody(load())
    body.edit(() => void $getRoot().append($createBlock('quote')))
    expect(projectStory(body.doc).blocks).toHaveLength(blocks.length + 1)
    expect(projectStory(body.doc).blocks.slice(0, -1)).toEqual(blocks)
  })
})
