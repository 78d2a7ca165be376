import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import { aDocument, aStory, copyOf, meet, paragraph } from '../testing/a-body.ts'
import { createStoryUndo } from '../undo/story-undo.ts'
import { bindField } from './field-binding.ts'

/** The part of a textarea that the binding touches, with a person in front of it. */
class FakeField extends EventTarget {
  value = ''
  selectionStart = 0
  selectionEnd = 0
  readonly ownerDocument = { activeElement: this as unknown }
  setSelectionRange(start: number, end: number) {
    this.selectionStart = start
    this.selectionEnd = end
  }
  caret(at: number) {
    this.setSelectionRange(at, at)
  }
  /** Puts text at the caret, as the browser would, and tells. */
  type(text: string, event = 'input') {
    this.value =
      this.value.slice(0, this.selectionStart) + text + this.value.slice(this.selectionEnd)
    this.caret(this.selectionStart + text.length)
    this.dispatchEvent(new Event(event))
  }
}

function aDesk(doc: Y.Doc) {
  const field = new FakeField()
  const undo = createStoryUndo(doc)
  const gone: string[] = []
  bindField(field as unknown as HTMLTextAreaElement, headlineOf(doc), undo, () => ({
    onNext: () => gone.push('next'),
    onPrevious: () => gone.push('previous'),
  }))
  const text = () => headlineOf(doc).toString()
  return { doc, field, undo, text, gone }
}

function twoDesks() {
  const doc = aDocument(aStory([paragraph('a', '')]))
  const one = aDesk(doc)
  const two = aDesk(copyOf(doc))
  return { one, two }
}

describe('field binding', () => {
  it('[SF1] writes what is typed as one small edit', () => {
    const { one } = twoDesks()
    const sizes: number[] = []
    one.doc.on('updateV2', (update: Uint8Array) => sizes.push(update.length))
    one.field.caret(5)
    one.field.type('!')
    expect(one.text()).toBe('Ferry! fares to rise')
    expect(sizes).toHaveLength(1)
    expect(sizes[0]).toBeLessThan(60)
  })

  it('[SF2] merges a colleague’s edit and keeps the caret on its letter', () => {
    const { one, two } = twoDesks()
    one.field.caret(11)
    two.field.caret(0)
    two.field.type('City ')
    one.field.type('s')
    meet(one.doc, two.doc)
    expect(one.field.value).toBe('City Ferry faress to rise')
    expect(two.field.value).toBe(one.field.value)
    expect(one.field.selectionEnd).toBe(17)
    expect(two.field.selectionEnd).toBe(5)
  })

  it('[SF3] lets an input method finish while a colleague writes, and keeps both', () => {
    const { one, two } = twoDesks()
    one.field.caret(5)
    one.field.dispatchEvent(new Event('compositionstart'))
    one.field.type('ك')
    two.field.caret(0)
    two.field.type('City ')
    meet(one.doc, two.doc)
    expect(one.field.value).toBe('Ferryك fares to rise')
    one.field.type('ب')
    one.field.dispatchEvent(new Event('compositionend'))
    expect(one.text()).toBe('City Ferryكب fares to rise')
    expect(one.field.value).toBe(one.text())
    expect(one.field.selectionEnd).toBe(12)
    meet(one.doc, two.doc)
    expect(two.field.value).toBe(one.text())
  })

  it('[SF4] turns pasted line breaks into spaces', () => {
    const { one } = twoDesks()
    one.field.caret(0)
    one.field.type('First line \r\n\n second ')
    expect(one.text()).toBe('First line second Ferry fares to rise')
    expect(one.field.selectionEnd).toBe(18)
  })

  it('[UN1] undoes into the field, without what the colleague wrote', () => {
    const { one, two } = twoDesks()
    one.field.caret(0)
    one.field.type('New ')
    two.field.caret(20)
    two.field.type(' again')
    meet(one.doc, two.doc)
    one.undo.undo()
    expect(one.field.value).toBe('Ferry fares to rise again')
  })

  it('goes on with Enter, and back from an empty field', () => {
    const { one } = twoDesks()
    const press = (key: string) =>
      one.field.dispatchEvent(Object.assign(new Event('keydown'), { key }))
    press('Enter')
    one.field.setSelectionRange(0, 20)
    one.field.type('')
    press('Backspace')
    expect(one.gone).toEqual(['next', 'previous'])
  })
})
