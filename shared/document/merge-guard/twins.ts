/**
 * Words that two desks put back twice, because they had judged different inputs.
 *
 * MGA2  The same words restored by two desks that had judged different inputs end up once.
 */
import * as Y from 'yjs'
import { keepingLooks } from './keep-looks.ts'
import { identityOf } from './remedy.ts'

/**
 * Removes what two desks restored twice because their inputs differed in place only: keeps the one
 * with the lowest author. Every desk that has both does the same. Call it when updates came in.
 */
export function foldTwins(doc: Y.Doc, origin: unknown): boolean {
  const families = new Map<number, number[]>()
  for (const client of doc.store.clients.keys()) {
    const identity = identityOf(client)
    if (identity !== null) families.set(identity, [...(families.get(identity) ?? []), client])
  }
  const spare = [...families.values()]
    .filter((family) => family.length > 1)
    .flatMap((family) => {
      const standing = family.sort((a, b) => a - b).filter((client) => textBy(doc, client) !== '')
      const [kept] = standing
      return kept === undefined
        ? []
        : standing.slice(1).filter((twin) => textBy(doc, twin) === textBy(doc, kept))
    })
  if (spare.length === 0) return false
  keepingLooks(doc, origin, () =>
    doc.transact((transaction) => {
      for (const client of spare) for (const item of livesBy(doc, client)) item.delete(transaction)
    }, origin),
  )
  return true
}

const livesBy = (doc: Y.Doc, client: number): Y.Item[] =>
  (doc.store.clients.get(client) ?? []).filter(
    (struct): struct is Y.Item => struct instanceof Y.Item && !struct.deleted,
  )

const textBy = (doc: Y.Doc, client: number): string =>
  livesBy(doc, client)
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')
    .trim()
