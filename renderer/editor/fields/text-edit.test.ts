import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { editBetween, offsetAfter } from './text-edit.ts'

const apply = (text: string, edit: ReturnType<typeof editBetween>) =>
  edit ? text.slice(0, edit.at) + edit.insert + text.slice(edit.at + edit.remove) : text

describe('an edit between two texts', () => {
  it('[SF1] turns the one into the other, for any two texts and any caret', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ب', '😀') })
    fc.assert(
      fc.property(text, text, fc.nat(20), (before, after, caret) => {
        const edit = editBetween(before, after, Math.min(caret, after.length))
        expect(apply(before, edit)).toBe(after)
        const shared = new Y.Doc().getText('t')
        shared.insert(0, before)
        if (edit) {
          shared.delete(edit.at, edit.remove)
          shared.insert(edit.at, edit.insert)
        }
        expect(shared.toString()).toBe(after)
      }),
    )
  })

  it('[SF1] puts a repeated letter where the caret stands', () => {
    expect(editBetween('aaa', 'aaaa', 1)).toEqual({ at: 0, remove: 0, insert: 'a' })
    expect(editBetween('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' })
  })
})

describe('a caret while somebody else writes', () => {
  it('[SF2] stays on its letter', () => {
    expect(offsetAfter([{ insert: 'New ' }], 3)).toBe(7)
    expect(offsetAfter([{ retain: 5 }, { insert: 'x' }], 3)).toBe(3)
    expect(offsetAfter([{ retain: 3 }, { insert: 'x' }], 3)).toBe(3)
    expect(offsetAfter([{ delete: 2 }], 3)).toBe(1)
    expect(offsetAfter([{ retain: 1 }, { delete: 5 }], 3)).toBe(1)
  })
})
