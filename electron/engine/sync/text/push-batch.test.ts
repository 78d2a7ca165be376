import { describe, expect, it } from 'vitest'
import { editedOf } from './push-batch.ts'

const row = (seq: number, edited: number | null) => ({ seq, body: new Uint8Array(1), edited })

describe('a sending of text', () => {
  it('[DOW1] says when it was written only while nothing in it is of just now', () => {
    expect(editedOf([row(1, 500), row(2, 700), row(3, 600)])).toEqual({ edited: 700 })
    expect(editedOf([row(1, 500), row(2, null)])).toEqual({})
    expect(editedOf([row(1, null)])).toEqual({})
    expect(editedOf([])).toEqual({})
  })
})
