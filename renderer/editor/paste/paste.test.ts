import { readFileSync } from 'node:fs'
import { withDOM } from '@lexical/headless/dom'
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $setSelection,
  type TextNode,
} from 'lexical'
import { describe, expect, it } from 'vitest'
import { projectStory } from '../../../shared/document/projection.ts'
import type { BlockNode } from '../nodes/BlockNode.ts'
import { aBody, aDocument, aStory, copyOf, linesOf, meet, paragraph } from '../testing/a-body.ts'
import { importHtml } from './import-html.ts'
import { importText } from './import-text.ts'
import { $insertPasted } from './insert-pasted.ts'
import type { Pasted } from './pasted.ts'

const fixture = (name: string) =>
  readFileSync(new URL(`./fixtures/${name}.clipboard`, import.meta.url), 'utf8')

const imported = (html: string): Pasted =>
  withDOM((window) => importHtml(new window.DOMParser().parseFromString(html, 'text/html').body))

const linesIn = ({ blocks }: Pasted) =>
  blocks.map(({ kind, runs }) => `${kind}: ${runs.map((run) => run.text).join('')}`)

const leftOut = (pasted: Pasted) => Object.fromEntries(pasted.leftOut)

describe('a paste from Word', () => {
  const pasted = imported(fixture('word'))

  it('[PI2] drops tracked deletions and comments, keeps tracked insertions', () => {
    expect(linesIn(pasted)).toEqual([
      'heading: Harbour crews walk out',
      'paragraph: The port of Port Selim was quiet on Sunday, crews said.',
      'bullet: eight hours of rest',
      'bullet: night pay',
      'number: First vote on Monday',
      'paragraph: Pier 4 | closed',
      'paragraph: Pier 5 | open',
    ])
  })

  it('[PI3] counts what stayed behind', () => {
    expect(leftOut(pasted)).toEqual({ deletions: 1, comments: 2, tables: 1, pictures: 1 })
  })

  it('keeps bold and italic in text, and no bold in headings', () => {
    expect(pasted.blocks[0]?.runs).toEqual([{ text: 'Harbour crews walk out' }])
    expect(pasted.blocks[1]?.runs).toContainEqual({ text: 'Port Selim', bold: true })
    expect(pasted.blocks[4]?.runs).toContainEqual({ text: 'Monday', italic: true })
  })
})

describe('a paste from Google Docs', () => {
  const pasted = imported(fixture('docs'))

  it('reads its headings, lists and right-to-left paragraphs', () => {
    expect(linesIn(pasted)).toEqual([
      'heading: Ferries stop at dusk',
      'paragraph: Two lines stopped on Sunday, the authority said.',
      'bullet: the morning line',
      'bullet: the night line',
      'paragraph: توقف خطا العبّارات',
    ])
    expect(leftOut(pasted)).toEqual({})
  })

  it('is not bold all over, and links lead where they say', () => {
    expect(pasted.blocks[1]?.runs).toEqual([
      { text: 'Two lines ' },
      { text: 'stopped', bold: true },
      { text: ' on Sunday', italic: true },
      { text: ', the ' },
      { text: 'authority', link: 'https://harbour.example/notice' },
      { text: ' said.' },
    ])
    expect(pasted.blocks[4]?.runs).toEqual([{ text: 'توقف خطا العبّارات', strike: true }])
  })
})

describe('a paste from the web', () => {
  const pasted = imported(fixture('web'))

  it('[PI1] brings text, kinds, marks and safe links, and no script, style or handler', () => {
    expect(linesIn(pasted)).toEqual([
      'heading: Rain brings a late harvest',
      'paragraph: Olives ripened late this year,\ngrowers say.',
      'quote: “We waited for rain.”',
      'paragraph: A tree.',
      'number: Pick',
      'number: Press',
      'bullet: cold',
      'paragraph: Write to us now later',
      'paragraph: Loose text',
      'paragraph: nested',
      'paragraph: after',
    ])
    expect(JSON.stringify(pasted.blocks)).not.toMatch(/javascript|steal|red|40px|drawn|alert/)
    expect(pasted.blocks[7]?.runs).toEqual([
      { text: 'Write to us', link: 'mailto:desk@harbour.example' },
      { text: ' ' },
      { text: 'now', underline: true },
      { text: ' ' },
      { text: 'later', strike: true },
    ])
    expect(leftOut(pasted)).toEqual({ scripts: 1, links: 1, pictures: 2, embeds: 1 })
  })
})

describe('a paste of plain text', () => {
  it('makes paragraphs of lines, and one of lines that a mail program broke', () => {
    expect(linesIn(importText('One\r\nTwo'))).toEqual(['paragraph: One', 'paragraph: Two'])
    const long = 'The port authority says that all freight will be cleared'
    expect(linesIn(importText(`${long}\nby noon.\n\nLine\nof verse`))).toEqual([
      `paragraph: ${long} by noon.`,
      'paragraph: Line\nof verse',
    ])
  })

  it('reads list signs, and leaves years and dashes in text alone', () => {
    expect(linesIn(importText('- one\n2) two\n2026 was long\n–nine degrees'))).toEqual([
      'bullet: one',
      'number: two',
      'paragraph: 2026 was long',
      'paragraph: –nine degrees',
    ])
  })
})

describe('inserting a paste', () => {
  const selectIn = (index: number, from: number, to = from) => {
    const text = ($getRoot().getChildAtIndex(index) as BlockNode).getFirstChild() as TextNode
    const selection = $createRangeSelection()
    selection.anchor.set(text.getKey(), from, 'text')
    selection.focus.set(text.getKey(), to, 'text')
    $setSelection(selection)
  }
  const three = importText('One\nTwo\nThree').blocks

  it('[PP1] splits the block, and keeps what a colleague types before the caret', () => {
    const one = aBody(aDocument(aStory([paragraph('a', 'Before after')])))
    const two = aBody(copyOf(one.doc))
    one.edit(() => {
      selectIn(0, 7)
      $insertPasted(three)
    })
    two.edit(() => selectIn(0, 6))
    for (const letter of ' and') two.edit(() => $getSelection()?.insertText(letter))
    meet(one.doc, two.doc)
    expect(linesOf(one)).toEqual([
      'paragraph: Before and One',
      'paragraph: Two',
      'paragraph: Threeafter',
    ])
    expect(projectStory(one.doc).blocks[0]?.id).toBe('a')
  })

  it('puts one line into the sentence, over what was selected', () => {
    const body = aBody(aDocument(aStory([paragraph('a', 'Fares will rise')])))
    body.edit(() => {
      selectIn(0, 6, 10)
      $insertPasted([{ kind: 'paragraph', runs: [{ text: 'must', bold: true }] }])
    })
    expect(linesOf(body)).toEqual(['paragraph: Fares must rise'])
    expect(projectStory(body.doc).blocks).toMatchObject([
      { runs: [{ text: 'Fares ' }, { text: 'must', bold: true }, { text: ' rise' }] },
    ])
  })

  it('takes over the kind of the first block in an empty one, and undoes in one step', () => {
    const body = aBody(aDocument(aStory([paragraph('a', ''), paragraph('b', 'Below')])))
    const { blocks } = imported(fixture('word'))
    body.undo.alone(() =>
      body.edit(() => {
        ;($getRoot().getFirstChild() as BlockNode).select()
        $insertPasted(blocks)
      }),
    )
    expect(linesOf(body)).toHaveLength(blocks.length + 1)
    expect(linesOf(body)[0]).toBe('heading: Harbour crews walk out')
    body.undo.undo()
    expect(linesOf(body)).toEqual(['paragraph: ', 'paragraph: Below'])
  })
})
