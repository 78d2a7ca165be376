import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packUpdate } from './encoding.ts'
import { wordsOfUpdate } from './words-of-update.ts'

/** What an edit of a text adds, as an update of its own. */
function updateOf(edit: (text: Y.Text) => void, before = ''): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, before)
  const updates: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => updates.push(update))
  edit(doc.getText('t'))
  return packUpdate(Y.mergeUpdatesV2(updates))
}

describe('the words of an update', () => {
  it('reads what was typed letter by letter, without the rest of the text', () => {
    const update = updateOf((text) => {
      for (const letter of ' and after') text.insert(text.length, letter)
    }, 'Before')
    expect(wordsOfUpdate(update)).toBe(' and after')
  })

  it('sets what was typed in different places apart, and leaves out what was deleted again', () => {
    const update = updateOf((text) => {
      text.insert(text.length, ' at the end')
      text.insert(0, 'At first ')
      text.delete(0, 3)
    }, 'middle')
    expect(wordsOfUpdate(update).split('\n').toSorted()).toEqual([' at the end', 'first '])
  })

  it('has no words for what only deletes', () => {
    expect(wordsOfUpdate(updateOf((text) => text.delete(0, 3), 'gone'))).toBe('')
  })
})
