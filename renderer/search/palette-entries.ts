/** What the palette offers for what is typed: actions, stories, people, and a search of everything. */
import type { LucideIcon } from 'lucide-react'
import { ChevronRight, FileText, Search, User } from 'lucide-react'
import { menuActions } from '../../shared/ipc/main-contract.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { availableActions, runAction } from '../bridge/actions.ts'
import { usePeople } from '../bridge/people.ts'
import { openStory, searchFor } from '../bridge/place.ts'
import { useSignedIn } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { actionKeys } from '../ui/keymap.ts'
import { actionWords } from '../words/actions.ts'
import { paletteWords } from '../words/palette.ts'
import { stateWords } from '../words/states.ts'
import { useLabel, useWords } from '../words/use-words.ts'
import { fuzzyFind } from './fuzzy.ts'
import { useSearch } from './use-search.ts'

export interface PaletteEntry {
  readonly key: string
  readonly icon: LucideIcon
  readonly text: string
  readonly language?: Language
  readonly note?: string
  readonly chord?: string | null
  readonly run: () => void
}

export interface PaletteGroup {
  readonly title: string
  readonly entries: readonly PaletteEntry[]
}

const recent = { list: 'all', desk: null, offset: 0, limit: 8 } as const

function useActionEntries(typed: string): PaletteEntry[] {
  const words = useWords(actionWords)
  const able = new Set(availableActions())
  const entries = menuActions
    .filter((action) => action !== 'palette' && able.has(action))
    .map((action) => ({
      key: action,
      icon: ChevronRight,
      text: words[action],
      chord: actionKeys[action],
      run: () => void runAction(action),
    }))
  return fuzzyFind(typed, entries, ({ text }) => text).slice(0, typed.trim() ? 6 : 5)
}

function useStoryEntries(typed: string): { entries: PaletteEntry[]; settled: boolean } {
  const states = useWords(stateWords)
  const page = useEngineQuery('stories:list', typed.trim() ? null : recent, ['stories:changed'])
  const { hits, answers, settled } = useSearch(typed, 8)
  const rows = typed.trim()
    ? hits.map(({ story, ...hit }) => ({ ...hit, id: story }))
    : (page.data?.rows ?? [])
  const entries = rows.map(({ id, headline, slug, language }) => ({
    key: id,
    icon: FileText,
    text: headline || states.untitled,
    language,
    note: slug,
    run: () => openStory(id),
  }))
  return { entries, settled: typed.trim() === '' || (settled && answers === typed.trim()) }
}

function usePersonEntries(typed: string): PaletteEntry[] {
  const people = usePeople()
  const label = useLabel()
  const desks = useSignedIn()?.desks ?? []
  if (!typed.trim()) return []
  return fuzzyFind(typed, people, ({ name }) => name)
    .slice(0, 5)
    .map(({ id, name, memberships }) => ({
      key: id,
      icon: User,
      text: name,
      note: desks
        .filter((desk) => memberships.some((held) => held.desk === desk.id))
        .map((desk) => label(desk.labels))
        .join(' · '),
      run: () => searchFor(name),
    }))
}

/** Groups for what is typed, without empty ones; `settled` once they answer all of it. */
export function usePaletteGroups(typed: string): { groups: PaletteGroup[]; settled: boolean } {
  const words = useWords(paletteWords)
  const actions = useActionEntries(typed)
  const stories = useStoryEntries(typed)
  const people = usePersonEntries(typed)
  const text = typed.trim()
  const everything: PaletteEntry[] = text
    ? [
        {
          key: 'everything',
          icon: Search,
          text: words.everything(text),
          chord: actionKeys.search,
          run: () => searchFor(text),
        },
      ]
    : []
  const groups = [
    { title: words.actions, entries: actions },
    { title: words.stories, entries: [...stories.entries, ...everything] },
    { title: words.people, entries: people },
  ].filter(({ entries }) => entries.length > 0)
  return { groups, settled: stories.settled }
}
