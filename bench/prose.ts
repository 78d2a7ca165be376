/** Words as often as in a paper: a few everywhere, most of them rarely. */

const onsets = [
  'b',
  'br',
  'c',
  'd',
  'f',
  'g',
  'h',
  'l',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  'st',
  't',
  'v',
]
const cores = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou']
const codas = ['', 'l', 'n', 'r', 's', 't', 'nd', 'rk']

/** Size of the vocabulary; English papers use some tens of thousands of forms. */
export const vocabulary = 20_000

/** The word of a rank, 0 the most frequent; every rank has its own. */
export function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + 1; rest > 0; ) {
    word += onsets[rest % onsets.length]
    rest = Math.floor(rest / onsets.length)
    word += cores[rest % cores.length]
    rest = Math.floor(rest / cores.length)
    word += codas[rest % codas.length]
    rest = Math.floor(rest / codas.length)
  }
  return word
}

/** So many words, frequent ones as frequent as Zipf found them. */
export function proseOf(random: () => number, words: number): string {
  const chosen = Array.from({ length: words }, () =>
    wordOf(Math.min(vocabulary - 1, Math.floor(vocabulary ** random()) - 1)),
  )
  return chosen.join(' ')
}
