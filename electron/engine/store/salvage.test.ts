import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import {
  newCommandId,
  newStoryId,
  parseVersionHash,
  type StoryId,
} from '../../../shared/model/ids.ts'
import { aFolder, aStore } from '../testing/a-store.ts'
import { aStoryFact, Writer } from '../testing/a-story.ts'
import { damagePage, damagePages, rootPageOf, settle } from '../testing/faulty-disk.ts'
import { copyStore } from './copy-store.ts'
import {
  askForSalvage,
  copiesOf,
  isSuspected,
  moveAside,
  salvagePlan,
  suspect,
} from './damaged-file.ts'
import { findDamage } from './find-damage.ts'
import { salvage } from './salvage.ts'
import type { Store } from './store.ts'
import { withDocument } from './story-texts.ts'

const headline = (store: Store, story: StoryId): string => {
  const { parts } = store.texts.parts(story)
  return parts.length === 0 ? '' : withDocument(parts, (doc) => headlineOf(doc).toString())
}

interface Written {
  readonly story: StoryId
  readonly headline: string
}

/** Stories whose first rows the server has, and whose last ones wait. */
function write(store: Store, count: number, words: string): Written[] {
  return store.db.transaction(() =>
    Array.from({ length: count }, (_, n) => {
      const story = newStoryId()
      const writer = Writer.ofNewStory()
      store.facts.apply(aStoryFact({ id: story }))
      const seq = store.log.append(story, writer.state(), 1)
      store.log.acknowledge(story, seq, 1)
      for (const letter of `${words} ${n}`) store.log.append(story, writer.type(letter), 5)
      store.outbox.add(
        newCommandId(),
        { do: 'submit', story, version: parseVersionHash('a'.repeat(64)) },
        6,
        seq,
      )
      return { story, headline: writer.headline }
    }),
  )
}

const lost = (store: Store, stories: readonly Written[]): Written[] =>
  stories.filter(({ story, headline: words }) => headline(store, story) !== words)

describe('salvage', () => {
  it('[DSV1] [DSV2] brings back every word when the tree of the log is gone, without any copy', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 40, 'Harbour dredging resumes')
    store.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePage(file, rootPageOf(file, 'log'))
    expect(findDamage(file, 'dear')).not.toEqual([])
    salvage(folder, Date.UTC(2026, 10, 22, 14, 5))
    const after = aStore({ folder })
    expect(lost(after, stories)).toEqual([])
    expect(after.outbox.waiting()).toHaveLength(40)
    expect(readdirSync(join(folder, 'damaged'))).toEqual(['2026-11-22T14-05-00'])
    expect(existsSync(join(folder, 'damaged', '2026-11-22T14-05-00', 'store.db'))).toBe(true)
    expect(findDamage(file, 'all')).toEqual([])
  })

  it('[DSV2] [DSV5] adds what the damaged file still holds to the newest good copy', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 60, 'Ferry fares rise')
    expect(copyStore(folder, Date.UTC(2026, 10, 22, 9))).toEqual({ made: true })
    const later = write(store, 30, 'Lock gate to close')
    store.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePages(file, 6, 7)
    salvage(folder, Date.UTC(2026, 10, 22, 14))
    const after = aStore({ folder })
    expect(lost(after, stories)).toEqual([])
    const [note] = after.care.unread()
    expect(note?.what).toMatchObject({ kind: 'salvaged', copy: Date.UTC(2026, 10, 22, 9) })
    // What lay on the damaged pages alone is gone from the file: named, or the first of it is there.
    expect(lost(after, later).length).toBeLessThan(6)
  })

  it('[DSV2] passes a copy over that the same disk has damaged, and begins with the one before', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 60, 'Ferry fares rise')
    const [good, rotten] = [Date.UTC(2026, 10, 22, 9), Date.UTC(2026, 10, 22, 12)]
    for (const at of [good, rotten]) expect(copyStore(folder, at)).toEqual({ made: true })
    store.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePages(file, 6, 7)
    const newest = copiesOf(folder)[0]?.file ?? ''
    damagePages(newest, 6, 8)
    salvage(folder, Date.UTC(2026, 10, 22, 14))
    expect(findDamage(file, 'all')).toEqual([])
    const after = aStore({ folder })
    expect(lost(after, stories)).toEqual([])
    expect(after.care.unread()[0]?.what).toMatchObject({ kind: 'salvaged', copy: good })
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    '[DSV2] loses nothing that a copy or an undamaged page holds, seed %i',
    (seed) => {
      const folder = aFolder()
      const store = aStore({ folder })
      const stories = write(store, 30, 'Grain ship leaves for the north')
      copyStore(folder, Date.UTC(2026, 10, 22, 9))
      store.close()
      const file = join(folder, 'store.db')
      settle(file)
      damagePages(file, 1 + (seed % 5), seed)
      salvage(folder, Date.UTC(2026, 10, 22, 14))
      const after = aStore({ folder })
      expect(lost(after, stories)).toEqual([])
      expect(after.outbox.waiting()).toHaveLength(30)
    },
  )

  it('[DSV2] reads words even when the first page, which names the format, is gone', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 20, 'Night buses return')
    store.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePage(file, 1)
    // Opening it is enough: nobody has to ask for a salvage.
    const after = aStore({ folder })
    expect(lost(after, stories)).toEqual([])
    expect(after.care.unread()).toHaveLength(1)
  })

  it('[DSV3] is taken up again when it was interrupted', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 10, 'Market hall reopens')
    store.close()
    const aside = moveAside(folder, askForSalvage(folder, 5))
    expect(existsSync(join(folder, 'store.db'))).toBe(false)
    expect(aside.step).toBe('building')
    const after = aStore({ folder })
    expect(lost(after, stories)).toEqual([])
    expect(salvagePlan(folder)).toBeNull()
    after.close()
    // Killed after the new file was in place, before the note of the salvage was gone.
    const done = moveAside(folder, askForSalvage(folder, 9))
    mkdirSync(join(folder, 'kept'))
    renameSync(join(folder, 'damaged', done.aside, 'store.db'), join(folder, 'store.db'))
    expect(lost(aStore({ folder }), stories)).toEqual([])
  })

  it('[DSV6] looks at a file under suspicion before it is opened, and believes it when it is whole', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const stories = write(store, 40, 'Pilot boat aground')
    copyStore(folder, 9)
    store.close()
    suspect(folder)
    const whole = aStore({ folder })
    expect(isSuspected(folder)).toBe(false)
    expect(whole.care.unread()).toEqual([])
    whole.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePage(file, rootPageOf(file, 'fact'))
    suspect(folder)
    const after = aStore({ folder })
    expect(after.care.unread()).toHaveLength(1)
    expect(lost(after, stories)).toEqual([])
    expect(isSuspected(folder)).toBe(false)
  })

  it('[DSV4] tells what it brought back and which stories break off', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    const [first] = write(store, 3, 'Quay wall cracked')
    store.db.run(
      'delete from log where story = ? and seq = (select my_seq from story where id = ?)',
      first?.story ?? '',
      first?.story ?? '',
    )
    store.close()
    const file = join(folder, 'store.db')
    settle(file)
    damagePage(file, rootPageOf(file, 'fact'))
    salvage(folder, 7)
    const [note] = aStore({ folder }).care.unread()
    expect(note?.what).toMatchObject({
      kind: 'salvaged',
      copy: null,
      commands: 3,
      stories: [first?.story],
    })
  })

  it('[DSV5] keeps two copies and counts none that cannot be read back', () => {
    const folder = aFolder()
    const store = aStore({ folder })
    write(store, 5, 'Tide tables')
    for (const hour of [9, 10, 11]) copyStore(folder, Date.UTC(2026, 10, 22, hour))
    expect(readdirSync(join(folder, 'copies')).sort()).toEqual([
      '2026-11-22T10-00-00.db',
      '2026-11-22T11-00-00.db',
    ])
    const file = join(folder, 'store.db')
    settle(file)
    damagePage(file, rootPageOf(file, 'log'))
    expect(copyStore(folder, Date.UTC(2026, 10, 22, 12))).toMatchObject({
      made: false,
      because: 'damaged',
    })
    expect(readdirSync(join(folder, 'copies'))).toHaveLength(2)
  })
})
