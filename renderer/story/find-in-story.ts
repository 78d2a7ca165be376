/** Finding text on the story screen, in what is written: fields and body. */

export interface Match {
  /** In the body: the letters. In a field the browser cannot light letters, so it has none. */
  readonly range: Range | null
  readonly field: HTMLTextAreaElement | null
  readonly start: number
  readonly length: number
}

const fold = (text: string): string => text.toLocaleLowerCase()

function placesIn(text: string, wanted: string): number[] {
  const places: number[] = []
  const folded = fold(text)
  for (
    let at = folded.indexOf(wanted);
    at !== -1;
    at = folded.indexOf(wanted, at + wanted.length)
  ) {
    places.push(at)
  }
  return places
}

/** Matches in the order of the page. Letters of a word may stand in several marks; a match may not. */
export function findIn(root: HTMLElement, text: string): Match[] {
  const wanted = fold(text.trim())
  if (wanted === '') return []
  const matches: Match[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLTextAreaElement) {
      for (const start of placesIn(node.value, wanted)) {
        matches.push({ range: null, field: node, start, length: wanted.length })
      }
    } else if (node instanceof Text && node.parentElement?.closest('.body-text')) {
      for (const start of placesIn(node.data, wanted)) {
        const range = new Range()
        range.setStart(node, start)
        range.setEnd(node, Math.min(node.length, start + wanted.length))
        matches.push({ range, field: null, start, length: wanted.length })
      }
    }
  }
  return matches
}

/** Brings a match into view; the focus stays where it is. */
export function reveal({ range, field, start, length }: Match): void {
  field?.setSelectionRange(start, start + length)
  const element = field ?? range?.startContainer.parentElement
  element?.scrollIntoView({ block: 'center' })
}
