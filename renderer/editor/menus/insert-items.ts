/** What the slash menu and the plus button offer, and how typing filters it. */
import type { BlockKind } from '../../../shared/model/story.ts'
import type { storyWords } from '../../words/story.ts'

type Words = (typeof storyWords)['en']

export type InsertItem =
  | { readonly id: BlockKind; readonly makes: 'kind' }
  | { readonly id: 'picture' | 'related'; readonly makes: 'card' }

export const insertItems: readonly InsertItem[] = [
  { id: 'heading', makes: 'kind' },
  { id: 'subheading', makes: 'kind' },
  { id: 'quote', makes: 'kind' },
  { id: 'bullet', makes: 'kind' },
  { id: 'number', makes: 'kind' },
  { id: 'picture', makes: 'card' },
  { id: 'related', makes: 'card' },
]

export const labelOf = (item: InsertItem, words: Words): string => {
  if (item.id === 'picture') return words.picture
  if (item.id === 'related') return words.related
  return words.kinds[item.id]
}

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Items whose name, or English name, has a word that begins with what was typed. */
export function matchingItems(query: string, words: Words): InsertItem[] {
  const typed = fold(query.trim())
  return insertItems.filter((item) => {
    const names = `${fold(labelOf(item, words))} ${item.id}`.split(/[\s-]+/)
    return names.some((name) => name.startsWith(typed))
  })
}
