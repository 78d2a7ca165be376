/**
 * Words that two desks put back twice, because they had judged different inputs.
 *
 * MGA2  The same words restored by two desks that had judged different inputs end up once.
 * MGT1  What somebody has written into such a copy since stays when the copy goes.
 */
import * as Y from 'yjs'
import { keepingLooks } from './keep-looks.ts'
import { identityOf } from './remedy.ts'
import { itemsOf, typeIn } from './union-walk.ts'

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
      for (const client of spare) {
        const lives = livesBy(doc, client)
        for (const item of lives) if (isSign(item)) item.delete(transaction)
        for (const item of lives) if (isBare(item)) item.delete(transaction)
      }
    }, origin),
  )
  return true
}

/** A letter or a mark; what an element says of itself goes with the element. */
const isSign = (item: Y.Item): boolean => typeIn(item) === null && item.parentSub === null

/** A block, link or text in which nobody else has written by now. */
function isBare(item: Y.Item): boolean {
  const type = typeIn(item)
  return type !== null && [...itemsOf(type)].every((inner) => isUnseen(inner) || isBare(inner))
}

const isUnseen = (item: Y.Item): boolean => item.deleted || !item.countable

const livesBy = (doc: Y.Doc, client: number): Y.Item[] =>
  (doc.store.clients.get(client) ?? []).filter(
    (struct): struct is Y.Item => struct instanceof Y.Item && !struct.deleted,
  )

const textBy = (doc: Y.Doc, client: number): string =>
  livesBy(doc, client)
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')
    .trim()
