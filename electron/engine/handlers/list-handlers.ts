import type { StoryRow } from '../../../shared/ipc/rows.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'

type ListCalls = Pick<EngineHandlers, 'stories:list' | 'stories:row' | 'stories:search'>

/** Lists, single rows and search. */
export function listHandlers(desk: () => Desk): ListCalls {
  return {
    'stories:list'(page) {
      const { store, me } = desk()
      const desks = me.memberships.map((held) => held.desk)
      const counts = store.lists.counts(page.desk, desks)
      const ids = store.lists.page({ ...page, desks })
      const rows = ids.flatMap((story) => storyRow(desk(), story) ?? [])
      return { rows, total: counts[page.list], counts }
    },
    'stories:row': ({ story }) => storyRow(desk(), story),
    'stories:search'({ text, limit }) {
      const { store } = desk()
      const hits = store.search.find(text, limit).flatMap(({ story, excerpt }) => {
        const row = store.rows.get(story)
        if (!row) return []
        const { headline, slug, language, editedAt } = row
        const live = store.facts.story(story)?.publication.at === 'live'
        return [{ story, headline, slug, language, excerpt, editedAt, live }]
      })
      return { hits }
    },
  }
}

/** One story as the lists show it; null while nobody has agreed that it exists. */
export function storyRow(desk: Desk, story: StoryId): StoryRow | null {
  const row = desk.store.rows.get(story)
  const shown = desk.previews.shown(story)
  if (!row || !shown) return null
  const { id, headline, slug, language, kind, section, words, leadAsset, merges, editedAt } = row
  return {
    id,
    headline,
    slug,
    language,
    kind,
    section,
    words,
    leadAsset,
    merges,
    editedAt,
    awaited: row.version === null && row.head > row.have,
    fact: shown.fact,
    pending: shown.pending,
    safety: desk.safety(story),
  }
}
