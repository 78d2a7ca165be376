/** Text for benches: invented words of natural length and frequency, the same in every run. */

const syllables =
  'har bour quay fer ry dock crew tide lan tern mor sal ven tor mil pa re si no la'.split(' ')

/** A small generator with a fixed start, because two runs must type into the same text. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Paragraphs that hold `words` words together, about sixty in each. */
export function paragraphs(words: number): string[] {
  const next = sequence(words)
  const word = () => {
    const parts = 1 + Math.floor(next() * next() * 4)
    return Array.from(
      { length: parts },
      () => syllables[Math.floor(next() * syllables.length)],
    ).join('')
  }
  const lines: string[] = []
  for (let left = words; left > 0; left -= 60) {
    const line = Array.from({ length: Math.min(60, left) }, word).join(' ')
    lines.push(`${line.charAt(0).toUpperCase()}${line.slice(1)}.`)
  }
  return lines
}
