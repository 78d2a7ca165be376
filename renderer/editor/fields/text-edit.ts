/** Edits of plain text as values: what changed between two texts, and where a caret goes. */

export interface TextEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/**
 * The smallest single edit that turns `before` into `after`, placed where the caret says the
 * person typed: "aa" → "aaa" has three answers, and merging needs the true one.
 */
export function editBetween(before: string, after: string, caret: number): TextEdit | null {
  if (before === after) return null
  const longest = Math.min(before.length, after.length)
  const tail = commonTail(before, after, Math.min(longest, after.length - caret))
  const head = commonHead(before, after, longest - tail)
  const rest = commonTail(before, after, longest - head)
  return whole(before, {
    at: head,
    remove: before.length - head - rest,
    insert: after.slice(head, after.length - rest),
  })
}

function commonHead(a: string, b: string, most: number): number {
  let n = 0
  while (n < most && a[n] === b[n]) n += 1
  return n
}

function commonTail(a: string, b: string, most: number): number {
  let n = 0
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1
  return n
}

/** Widens an edit that would cut a surrogate pair in half: Yjs replaces lone halves. */
function whole(before: string, edit: TextEdit): TextEdit {
  const { at, remove, insert } = edit
  const first = before.charCodeAt(at - 1)
  const startsInside = at > 0 && first >= 0xd800 && first <= 0xdbff
  const last = before.charCodeAt(at + remove)
  const endsInside = last >= 0xdc00 && last <= 0xdfff
  if (!startsInside && !endsInside) return edit
  const from = startsInside ? at - 1 : at
  const to = endsInside ? at + remove + 1 : at + remove
  return {
    at: from,
    remove: to - from,
    insert: before.slice(from, at) + insert + before.slice(at + remove, to),
  }
}

interface DeltaStep {
  readonly retain?: number
  readonly delete?: number
  readonly insert?: unknown
}

export type Delta = readonly DeltaStep[]

/** Where an offset goes when somebody else's change is applied; text inserted at it goes after. */
export function offsetAfter(delta: Delta, offset: number): number {
  let place = 0
  let moved = offset
  for (const step of delta) {
    if (place > moved) break
    if (step.retain) place += step.retain
    else if (step.delete) moved -= Math.min(step.delete, Math.max(0, moved - place))
    else if (typeof step.insert === 'string') {
      if (place < moved) moved += step.insert.length
      place += step.insert.length
    }
  }
  return moved
}
