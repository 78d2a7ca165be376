import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packState } from '../../../shared/document/encoding.ts'
import { addMedia, carouselOf, createStoryDoc } from '../../../shared/document/story-doc.ts'
import { newMediaKey, newStoryId, parseAssetId } from '../../../shared/model/ids.ts'
import { aStore } from '../testing/a-store.ts'
import { picturesAway, picturesWait } from './pictures-away.ts'

const assetOf = (name: string) => parseAssetId(createHash('sha256').update(name).digest('hex'))

describe('pictures away', () => {
  it('[DPW1] are told by where they are, and only those that a reader would see', async () => {
    const store = aStore()
    const story = newStoryId()
    const doc = new Y.Doc()
    createStoryDoc(doc, { kind: 'news', language: 'en', byline: 'A', firstBlock: 'b1' })
    for (const name of ['waits', 'refused', 'arrived', 'on another desk', 'of another desk']) {
      const key = newMediaKey()
      addMedia(doc, key, { asset: assetOf(name), caption: '', credit: '', alt: '' })
      carouselOf(doc).push([key])
    }
    addMedia(doc, newMediaKey(), { asset: assetOf('not used'), caption: '', credit: '', alt: '' })
    await store.batch.add(story, () => store.log.append(story, packState(doc), 1))

    const facts = { width: 1, height: 1, mediaType: 'image/jpeg', bytes: 1 }
    const texts = { fileName: '', caption: '', credit: '', alt: '', onServer: false }
    for (const name of ['waits', 'refused', 'arrived', 'not used']) {
      store.assets.add({ asset: assetOf(name), ...facts, ...texts }, 1)
    }
    store.assets.refused(assetOf('refused'), 'bad-picture')
    store.assets.arrived(assetOf('arrived'))
    const by = newStoryId() as never
    const fact = { type: 'asset', id: assetOf('of another desk'), ...facts, by, when: 1 } as const
    store.facts.apply({ ...fact, mediaType: 'image/jpeg' })

    expect(picturesAway(store, story)).toEqual({ waiting: 1, refused: 1, elsewhere: 1 })
    expect(picturesWait(store, story)).toBe(true)
    store.assets.arrived(assetOf('waits'))
    expect(picturesWait(store, story)).toBe(true)
    store.facts.apply({ ...fact, id: assetOf('on another desk'), mediaType: 'image/jpeg' })
    expect(picturesAway(store, story)).toEqual({ waiting: 0, refused: 1, elsewhere: 0 })
    expect(picturesWait(store, story)).toBe(false)
  })
})
