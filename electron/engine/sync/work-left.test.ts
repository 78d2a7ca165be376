import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseAssetId } from '../../../shared/model/ids.ts'
import { aStore } from '../testing/a-store.ts'
import { LeftToDo } from './work-left.ts'

function aPicture(name: string, bytes: number) {
  const asset = parseAssetId(createHash('sha256').update(name).digest('hex'))
  const texts = { fileName: `${name}.jpg`, caption: '', credit: '', alt: '' }
  return { asset, bytes, width: 10, height: 10, mediaType: 'image/jpeg', ...texts, onServer: false }
}

describe('the work that is left', () => {
  it('[DLN17] forgets what was sent of a picture that waits no more: refused, or there by another road', () => {
    const store = aStore()
    const [first, second, third] = ['quay', 'crane', 'ferry'].map((name) => aPicture(name, 1000))
    for (const picture of [first, second, third]) if (picture) store.assets.add(picture, 1)
    const left = new LeftToDo({ store, steady: () => 0, behind: () => 0 })
    const bytes = () => left.now().up.pictureBytes
    if (!first || !second) throw new Error('no pictures')
    left.picture(first.asset, 600, 1000)
    left.picture(second.asset, 900, 1000)
    expect(bytes()).toBe(1500)
    store.assets.refused(first.asset, 'not-a-picture')
    expect(bytes()).toBe(1100)
    store.assets.arrived(second.asset)
    expect(bytes()).toBe(1000)
  })
})
