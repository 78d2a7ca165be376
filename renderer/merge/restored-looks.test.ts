import { $createLinkNode, $isLinkNode } from '@lexical/link'
import { $createTextNode, $getRoot, type LexicalNode, type TextFormatType } from 'lexical'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packState } from '../../shared/document/encoding.ts'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import { guardMerge } from '../../shared/document/merge-guard/merge-guard.ts'
import type { Finding } from '../../shared/document/merge-guard/merge-report.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { newUserId } from '../../shared/model/ids.ts'
import type { Block } from '../../shared/model/story.ts'
import { $createBlock, type BlockNode } from '../editor/nodes/BlockNode.ts'
import {
  aBody,
  aDocument,
  aStory,
  type Body,
  copyOf,
  meet,
  paragraph,
} from '../editor/testing/a-body.ts'
import { createSettler } from './settler.ts'

const url = 'https://example.org/fares'
const linked = { text: 'the tariff', link: url }

const blocks: Block[] = [
  paragraph('a', 'The ferry leaves at six.'),
  paragraph('b', 'Tickets cost eleven crowns.', 'heading'),
  {
    type: 'text',
    id: 'c',
    kind: 'paragraph',
    runs: [{ text: 'The council ' }, { text: 'votes', bold: true }, { text: ' on Thursday.' }],
  },
]

const $block = (index: number): BlockNode => $getRoot().getChildAtIndex(index) as BlockNode

const $words = (text: string, ...marks: TextFormatType[]) => {
  const node = $createTextNode(text)
  for (const mark of marks) node.toggleFormat(mark)
  return node
}

/** Puts nodes behind the first so many letters of a block. */
const write = (body: Body, index: number, at: number, make: () => LexicalNode[]) =>
  body.edit(() => {
    let left = at
    for (const text of $block(index).getAllTextNodes()) {
      const size = text.getTextContentSize()
      if (left > size) left -= size
      else {
        const [first] = left === 0 ? [] : left === size ? [text] : text.splitText(left)
        const nodes = make()
        if (first) for (const node of nodes.reverse()) first.insertAfter(node)
        else for (const node of nodes) text.insertBefore(node)
        return
      }
    }
  })

/** As the drag handle does: taken out, put in anew. */
const moveBlock = (body: Body, from: number, to: number) => {
  const $parts = () => $block(from).getChildren()
  let copies: LexicalNode[] = []
  let kind = 'paragraph'
  body.edit(() => {
    kind = $block(from).getKind()
    copies = $parts()
    const block = $createBlock()
    block.setKind(kind as Parameters<BlockNode['setKind']>[0])
    block.append(...copies)
    $block(from).remove()
    const next = $getRoot().getChildAtIndex(to)
    if (next) next.insertBefore(block)
    else $getRoot().append(block)
  })
}

interface Merged {
  readonly findings: readonly Finding[]
  readonly desks: readonly [Body, Body]
}

function merged(one: (body: Body) => void, two: (body: Body) => void, start = blocks): Merged {
  const base = aDocument(aStory(start))
  const ancestor = packState(base)
  const desks = [aBody(copyOf(base)), aBody(copyOf(base))] as const
  one(desks[0])
  two(desks[1])
  const sides = desks.map(({ doc }) => packState(doc))
  const report = guardMerge({ ancestor, sides })
  const other = guardMerge({ ancestor, sides: [...sides].reverse() })
  if (!report.judged || !other.judged) throw new Error('a gap')
  meet(desks[0].doc, desks[1].doc)
  const byId = new Map(other.findings.map((finding) => [finding.id, finding.remedy]))
  for (const { id, remedy } of report.findings) expect(byId.get(id)).toEqual(remedy)
  return { findings: report.findings, desks }
}

const pressOn = ({ doc }: Body, findings: readonly Finding[]) => {
  for (const { remedy } of findings) if (remedy) applyRemedy(doc, remedy, 'merge-guard')
}

/** What the editor shows, text after text. */
const shownBy = ({ editor }: Body) =>
  editor.read(() =>
    $getRoot()
      .getChildren()
      .map((block) =>
        (block as BlockNode).getAllTextNodes().map((text) => {
          const parent = text.getParent()
          const link = $isLinkNode(parent) ? { link: parent.getURL() } : {}
          const marks = (['bold', 'italic', 'underline', 'strikethrough'] as const).filter((mark) =>
            text.hasFormat(mark),
          )
          return { text: text.getTextContent(), marks: marks.join(' '), ...link }
        }),
      ),
  )

const contentOf = ({ doc }: Body) => projectStory(doc).blocks

/** Both press at once; both show the same, and so does whoever opens the story afterwards. */
function pressed({ findings, desks }: Merged): Block[] {
  for (const desk of desks) pressOn(desk, findings)
  const [a, b] = desks
  meet(a.doc, b.doc)
  meet(a.doc, b.doc)
  expect(contentOf(b)).toEqual(contentOf(a))
  expect(shownBy(b)).toEqual(shownBy(a))
  expect(shownBy(aBody(copyOf(a.doc)))).toEqual(shownBy(a))
  const before = contentOf(a)
  for (const desk of desks) pressOn(desk, findings)
  expect(contentOf(a)).toEqual(before)
  return before
}

const runsOf = (list: readonly Block[], id: number) => {
  const block = list[id]
  return block?.type === 'text' ? block.runs : []
}

describe('words that come back', () => {
  const moved = (body: Body) => moveBlock(body, 1, 3)

  it('[MGR2] keep their marks in the paragraph that somebody moved', () => {
    const merge = merged(moved, (body) =>
      write(body, 1, 'Tickets cost '.length, () => [
        $words('at '),
        $words('least', 'bold', 'italic'),
        $words(' '),
      ]),
    )
    expect(merge.findings.map(({ words }) => words)).toEqual(['at least'])
    const list = pressed(merge)
    expect(runsOf(list, 2)).toEqual([
      { text: 'Tickets cost at ' },
      { text: 'least', bold: true, italic: true },
      { text: ' eleven crowns.' },
    ])
    expect(shownBy(merge.desks[0])[2]).toContainEqual({ text: 'least', marks: 'bold italic' })
  })

  it('[MGR2] [MGK1] stay plain beside bold words, bold beside bold ones, and change neither', () => {
    const movedLast = (body: Body) => moveBlock(body, 2, 0)
    const merge = merged(movedLast, (body) => {
      write(body, 2, 'The council '.length, () => [$words('really ')])
      write(body, 2, 'The council really votes'.length, () => [$words(' twice', 'bold')])
    })
    const list = pressed(merge)
    expect(runsOf(list, 0)).toEqual([
      { text: 'The council really ' },
      { text: 'votes twice', bold: true },
      { text: ' on Thursday.' },
    ])
  })

  it('[MGR2] keep their link where the text of their paragraph ends', () => {
    const merge = merged(moved, (body) =>
      write(body, 1, 'Tickets cost eleven crowns.'.length, () => [
        $words(' See '),
        $createLinkNode(url).append($words('the tariff')),
        $words(' or ask.'),
      ]),
    )
    const list = pressed(merge)
    expect(runsOf(list, 2)).toEqual([
      { text: 'Tickets cost eleven crowns. See ' },
      linked,
      { text: ' or ask.' },
    ])
    expect(shownBy(merge.desks[1])[2]).toContainEqual({ text: 'the tariff', marks: '', link: url })
  })

  it('[MGR2] are written on in a link that lives, and stay out of it beside it', () => {
    const start: Block[] = [
      ...blocks.slice(0, 1),
      { type: 'text', id: 'b', kind: 'paragraph', runs: [{ text: 'Read ' }, linked] },
      ...blocks.slice(2),
    ]
    const inside = merged(
      moved,
      (body) => write(body, 1, 'Read the '.length, () => [$words('new ')]),
      start,
    )
    expect(runsOf(pressed(inside), 2)).toEqual([
      { text: 'Read ' },
      { text: 'the new tariff', link: url },
    ])
    const beside = merged(
      moved,
      (body) => body.edit(() => void $block(1).append($words(' on Sunday', 'italic'))),
      start,
    )
    expect(runsOf(pressed(beside), 2)).toEqual([
      { text: 'Read ' },
      linked,
      { text: ' ' },
      { text: 'on Sunday', italic: true },
    ])
  })

  it('[MGR2] are words without a link in the middle of a text', () => {
    const merge = merged(moved, (body) =>
      write(body, 1, 'Tickets cost '.length, () => [
        $createLinkNode(url).append($words('at least', 'bold')),
        $words(' '),
      ]),
    )
    expect(runsOf(pressed(merge), 2)).toEqual([
      { text: 'Tickets cost ' },
      { text: 'at least', bold: true },
      { text: ' eleven crowns.' },
    ])
  })

  it('[MGR2] come back as the heading they stood in, with marks and links', () => {
    const merge = merged(
      (body) => body.edit(() => $block(1).remove()),
      (body) =>
        body.edit(() => {
          $block(1).append(
            $words(' Children', 'bold'),
            $words(' see '),
            $createLinkNode(url).append($words('the tariff')),
            $words(' below.', 'strikethrough'),
          )
        }),
    )
    const list = pressed(merge)
    expect(list[1]).toMatchObject({ type: 'text', kind: 'heading' })
    expect(runsOf(list, 1)).toEqual([
      { text: 'Children', bold: true },
      { text: ' see ' },
      linked,
      { text: ' below.', strike: true },
    ])
  })

  it('[MGA1] keep their marks at the end of the story when their paragraph has gone', () => {
    const { findings, desks } = merged(moved, (body) =>
      write(body, 1, 'Tickets cost '.length, () => [$words('at '), $words('least ', 'bold')]),
    )
    const [a, b] = desks
    a.edit(() => $block(2).remove())
    meet(a.doc, b.doc)
    const list = pressed({ findings, desks })
    expect(runsOf(list, 2)).toEqual([{ text: 'at ' }, { text: 'least', bold: true }])
  })

  it('[MGA1] stand at the end, each once, when the paragraph of a lost link has gone', () => {
    const { findings, desks } = merged(moved, (body) =>
      write(body, 1, 'Tickets cost eleven crowns.'.length, () => [
        $words(' See '),
        $createLinkNode(url).append($words('the tariff')),
        $words(' or ask.'),
      ]),
    )
    const [a, b] = desks
    a.edit(() => $block(2).remove())
    meet(a.doc, b.doc)
    const list = pressed({ findings, desks })
    expect(
      runsOf(list, 2)
        .map(({ text }) => text)
        .join(''),
    ).toBe('See the tariff or ask.')
  })

  it('[MGK1] [MV3] are taken back without changing how their neighbours look', () => {
    const me = newUserId()
    const start = [
      ...blocks.slice(0, 1),
      {
        type: 'text',
        id: 'b',
        kind: 'paragraph',
        runs: [{ text: 'Tickets cost', bold: true }, { text: ' eleven crowns.' }],
      },
    ] as Block[]
    const merge = merged(
      (body) => moveBlock(body, 1, 0),
      (body) => write(body, 1, 0, () => [$words('All ', 'italic')]),
      start,
    )
    const [a, b] = merge.desks
    const before = [contentOf(a), shownBy(a)]
    const settler = createSettler(a.doc)
    const named = merge.findings.map(
      (finding): MergeFinding => ({
        ...finding,
        authors: [me],
        others: [],
        foundAt: 1,
        remedy: finding.remedy && new Uint8Array(finding.remedy),
      }),
    )
    settler.settle(named, 'remedy', me)
    expect(contentOf(a)).not.toEqual(before[0])
    meet(a.doc, b.doc)
    settler.takeBack()
    meet(a.doc, b.doc)
    expect([contentOf(a), shownBy(a)]).toEqual(before)
    expect(contentOf(b)).toEqual(contentOf(a))
    expect(Y.encodeStateVector(a.doc)).toEqual(Y.encodeStateVector(b.doc))
  })
})
