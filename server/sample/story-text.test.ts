import { describe, expect, it } from 'vitest'
import { parseStory } from './sample-files.ts'
import { parseRuns, parseStoryText } from './story-text.ts'

const head = `kind: news
section: economy
regions: mena
desk: city
writer: salma.aziz
source: Staff
stage: live 2d 10:00
pictures: pier-dusk`

describe('the text of a sample story', () => {
  it('becomes blocks: paragraphs run on, marked lines stand alone', () => {
    const { headline, standfirst, blocks } = parseStoryText(
      '# A title\nA standfirst\n\nOne line\nand the next\n\n## Heading\n\n- a\n- b\n\n![pier-dusk]\n\n[related: x, y-z]',
    )
    expect([headline, standfirst]).toEqual(['A title', 'A standfirst'])
    expect(blocks).toEqual([
      { type: 'text', kind: 'paragraph', runs: [{ text: 'One line and the next' }] },
      { type: 'text', kind: 'heading', runs: [{ text: 'Heading' }] },
      { type: 'text', kind: 'bullet', runs: [{ text: 'a' }] },
      { type: 'text', kind: 'bullet', runs: [{ text: 'b' }] },
      { type: 'picture', picture: 'pier-dusk' },
      { type: 'related', slugs: ['x', 'y-z'] },
    ])
  })

  it('becomes runs with their marks', () => {
    expect(parseRuns('the *Amal*, **new**, see [here](https://a.example/b)')).toEqual([
      { text: 'the ' },
      { text: 'Amal', italic: true },
      { text: ', ' },
      { text: 'new', bold: true },
      { text: ', see ' },
      { text: 'here', link: 'https://a.example/b' },
    ])
  })

  it('is refused without a standfirst, with an unknown field or an unknown section', () => {
    const body = '\n---\n# T\nS\n\nText.'
    expect(() => parseStory('en', 'x', head + body)).not.toThrow()
    expect(() => parseStory('en', 'x', `${head}\n---\n# T\n\nText.`)).toThrow('standfirst')
    expect(() => parseStory('en', 'x', `${head}\ncolour: red${body}`)).toThrow('colour')
    expect(() => parseStory('en', 'x', head.replace('economy', 'gossip') + body)).toThrow('section')
    expect(() => parseStory('en', 'x', `${head}\nwas: new <- old${body}`)).toThrow('not there')
  })
})
