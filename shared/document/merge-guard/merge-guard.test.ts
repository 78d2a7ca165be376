import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packUpdate } from '../encoding.ts'
import { headlineOf, metaOf } from '../story-doc.ts'
import { guardMerge } from './merge-guard.ts'
import { findingsOf, load, type Side, sideOf, storyOf } from './testing/a-merge.ts'

const ancestor = storyOf(
  'The ferry leaves the old harbour at six.',
  'Tickets cost eleven crowns from Monday on.',
  'The council votes on Thursday evening.',
)

const merge = (...changes: ((side: Side) => void)[]) =>
  findingsOf({ ancestor, sides: changes.map((change) => sideOf(ancestor, change)) }).map(
    ({ kind, words, sides }) => ({ kind, words, sides }),
  )

describe('merge guard', () => {
  it('[MG1] names words typed into a block that somebody deleted', () => {
    expect(
      merge(
        (a) => a.type(1, 'at least ', 'eleven'),
        (b) => b.remove(1),
      ),
    ).toEqual([{ kind: 'lost-typed', words: 'at least', sides: [0] }])
  })

  it('[MG1] names words typed into a block that somebody joined to the one before', () => {
    expect(
      merge(
        (a) => a.join(1),
        (b) => b.type(1, 'at least ', 'eleven'),
      ),
    ).toEqual([{ kind: 'lost-typed', words: 'at least', sides: [1] }])
  })

  it('[MG1] names words typed into a block that somebody moved', () => {
    expect(
      merge(
        (a) => a.move(0, 2),
        (b) => b.type(0, 'probably ', 'leaves'),
      ),
    ).toEqual([{ kind: 'lost-typed', words: 'probably', sides: [1] }])
  })

  it('[MG1] names what stands twice when two people split the same paragraph', () => {
    expect(
      merge(
        (a) => a.split(0, 'at six'),
        (b) => b.split(0, 'at six'),
      ),
    ).toEqual([{ kind: 'doubled', words: 'at six', sides: [0, 1] }])
  })

  it('[MG1] names a block that two people moved', () => {
    expect(
      merge(
        (a) => a.move(0, 2),
        (b) => b.move(0, 1),
      ),
    ).toEqual([
      { kind: 'doubled', words: 'The ferry leaves the old harbour at six', sides: [0, 1] },
    ])
  })

  it('[MG1] names words that one deleted and the other carried away', () => {
    expect(
      merge(
        (a) => a.drop(1, 'from Monday '),
        (b) => b.move(1, 2),
      ),
    ).toEqual([{ kind: 'returned', words: 'from Monday', sides: [0] }])
  })

  it('[MG1] names words of a joined block when the block they joined is deleted', () => {
    expect(
      merge(
        (a) => a.join(1),
        (b) => b.remove(0),
      ),
    ).toEqual([
      { kind: 'lost-moved', words: 'Tickets cost eleven crowns from Monday on.', sides: [0] },
    ])
  })

  it('[MG1] names the same line that two people wrote at the same place', () => {
    expect(
      merge(
        (a) => a.type(2, ' Rain is expected.', ''),
        (b) => b.type(2, ' Rain is expected.', ''),
      ),
    ).toEqual([{ kind: 'doubled', words: 'Rain is expected', sides: [0, 1] }])
  })

  it('[MG1] names a word that two people mended into one that nobody wrote', () => {
    expect(
      merge(
        (a) => a.type(0, 'boat', 'y leaves'),
        (b) => b.type(0, 'ies', 'y leaves'),
      ),
    ).toMatchObject([{ kind: 'garbled', sides: [0, 1] }])
  })

  it('[MG1] names a value that one set and the other replaced', () => {
    const found = merge(
      (a) => metaOf(a.doc).set('slug', 'ferry-fares'),
      (b) => metaOf(b.doc).set('slug', 'harbour-vote'),
    )
    expect(found).toMatchObject([{ kind: 'field' }])
    expect(['ferry-fares', 'harbour-vote']).toContain(found[0]?.words)
  })

  it('[MG1] names typed words whole where the next word begins like them', () => {
    expect(
      merge(
        // "a " before "at": the shortest difference writes " a" behind the old "a".
        (a) => {
          const text = a.text(0)
          text.insert(text.toString().indexOf('at six') + 1, ' a')
        },
        (b) => b.remove(0),
      ),
    ).toEqual([{ kind: 'lost-typed', words: 'a', sides: [0] }])
  })

  it('[MG2] takes words cut here and pasted there for the same words', () => {
    expect(
      merge(
        (a) => {
          a.drop(1, 'eleven crowns ')
          a.type(2, ' eleven crowns', '.')
        },
        (b) => {
          b.remove(1)
          b.remove(1)
        },
      ),
    ).toEqual([])
  })

  it('[MG2] takes a stretch that was written anew with a word taken out for the same words', () => {
    expect(
      merge(
        (a) => {
          a.drop(1, 'cost eleven crowns from Monday on')
          a.type(1, 'cost crowns Monday on', '.')
        },
        (b) => b.remove(1),
      ),
    ).toEqual([])
  })

  it('[MG1] still names a word typed into a stretch that was written anew', () => {
    expect(
      merge(
        (a) => {
          a.drop(1, 'cost eleven crowns from Monday on')
          a.type(1, 'cost eleven silver crowns from Monday on', '.')
        },
        (b) => b.remove(1),
      ),
    ).toEqual([{ kind: 'lost-typed', words: 'silver', sides: [0] }])
  })

  it('[MG2] follows a word that took the place of one that begins alike', () => {
    const story = storyOf('Some fear rain.', 'Stonework fell down.', 'Nothing else.')
    const sides = [
      sideOf(story, (a) => {
        a.drop(0, 'Some fear rain')
        a.drop(1, 'tonework fell down')
        a.type(1, 'ome fear rain', '.')
      }),
      sideOf(story, (b) => {
        b.remove(0)
        b.remove(0)
      }),
    ]
    expect(findingsOf({ ancestor: story, sides })).toEqual([])
  })

  it('[MG2] is silent when people write in different places, format, or undo their own', () => {
    expect(
      merge(
        (a) => a.type(0, 'probably ', 'leaves'),
        (b) => b.type(1, 'at least ', 'eleven'),
        (c) => headlineOf(c.doc).insert(0, 'Ferries'),
        (d) => d.text(2).format(0, 11, { p: { __format: 1 } }),
        (e) => {
          e.drop(2, 'on Thursday ')
          e.type(2, 'on Thursday ', 'evening')
        },
      ),
    ).toEqual([])
  })

  it('[MG2] is silent when words before a word begin like it, and the letters shift', () => {
    // "was " before "will", stored as "as w" behind the "w".
    const story = storyOf('They say it will rain.', 'Nothing else.')
    const sides = [
      sideOf(story, (a) => a.text(0).insert(13, 'as w')),
      sideOf(story, (b) => b.drop(0, 'They say ')),
    ]
    expect(findingsOf({ ancestor: story, sides })).toEqual([])
  })

  it('[MGU1] does not judge a merge with a gap', () => {
    const doc = load(ancestor)
    headlineOf(doc).insert(0, 'One')
    const second = Y.encodeStateVector(doc)
    headlineOf(doc).insert(3, 'Two')
    const late = packUpdate(Y.encodeStateAsUpdateV2(doc, second))
    const other = sideOf(ancestor, (b) => b.remove(0))

    expect(guardMerge({ ancestor, sides: [late, other] })).toEqual({
      judged: false,
      because: 'gap',
    })
  })

  it('[MG3] gives the same findings and bytes whatever the order of the sides', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 }))
    const changes = fc.array(change, { minLength: 1, maxLength: 4 })
    const words = ['perhaps ', 'twice ', 'no ', 'still ']
    const act = (side: Side, [what, block]: [number, number], n: number) => {
      const size = side.size
      const at = Math.min(block, size - 1)
      const text = side.text(at).toString()
      if (what < 3) side.type(at, words[n] ?? '', text.split(' ')[what] ?? '')
      else if (what === 3 && text.includes(' ')) side.split(at, text.split(' ')[1] ?? '')
      else if (what === 4 && size > 1) side.move(at, size - 1)
      else if (what === 5 && at > 0) side.join(at)
    }
    fc.assert(
      fc.property(fc.array(changes, { minLength: 2, maxLength: 4 }), (plans) => {
        const sides = plans.map((plan) =>
          sideOf(ancestor, (side) => {
            for (const [n, step] of plan.entries()) act(side, step, n)
          }),
        )
        const bare = (list: ReturnType<typeof findingsOf>) =>
          list
            .map(({ id, kind, words: said, block, remedy }) => ({ id, kind, said, block, remedy }))
            .sort((a, b) => (a.id < b.id ? -1 : 1))
        const forth = bare(findingsOf({ ancestor, sides }))
        const back = bare(findingsOf({ ancestor, sides: [...sides].reverse() }))
        expect(back).toEqual(forth)
      }),
      { numRuns: 60 },
    )
  })
})

describe('copies', () => {
  it('[MGC1] follows a moved block, but not a common word that is typed again elsewhere', () => {
    expect(
      merge(
        (a) => a.move(2, 0),
        (b) => b.type(0, 'probably ', 'leaves'),
      ),
    ).toEqual([])
    expect(
      merge(
        (a) => {
          a.drop(0, 'The ')
          a.type(1, 'the ', 'eleven')
        },
        (b) => b.drop(0, 'The '),
      ),
    ).toEqual([])
  })
})
