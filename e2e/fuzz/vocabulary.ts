/**
 * Words of invented news prose: 1,500 of them, used as often as words are (Zipf), so that the same
 * short words stand everywhere and whole runs repeat by chance.
 */
import { Random } from './random.ts'

const common =
  'the of and to a in that it is was for on with as his they be at one have this from or had by ' +
  'but some what there we can out other were all your when up use word how said an each she which ' +
  'do their time if will way about many then them would write like so these her long make thing see ' +
  'him two has look more day could go come did my sound no most number who over know water than call ' +
  'first people may down side been now find any new work part take get place made live where after ' +
  'back little only round man year came show every good me give our under very port harbour ferry ' +
  'fares council mayor minister city vote budget road school bridge rain storm night police court'

const starts = 'b c d f g h k l m n p r s t v w st tr br pl gr'.split(' ')
const middles = 'a e i o u ai ea ou or an en in ol er'.split(' ')
const ends = 'n r t l s nd st rk m ck ll ng sh d'.split(' ')

export const vocabularySize = 1500

function invented(): string[] {
  const words = new Set(common.split(' '))
  const random = new Random(20_26)
  while (words.size < vocabularySize) {
    const length = random.between(1, 3)
    let word = ''
    for (let n = 0; n < length; n++) word += random.pick(starts) + random.pick(middles)
    words.add(word + random.pick(ends))
  }
  return [...words]
}

const vocabulary = invented()
const heights = vocabulary.map((_, rank) => 1 / (rank + 2.7))
const sums = heights.map((_, n) => n)
{
  let sum = 0
  heights.forEach((height, n) => {
    sum += height
    sums[n] = sum
  })
}
const total = sums.at(-1) ?? 0

function zipf(random: Random): string {
  const at = random.next() * total
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return vocabulary[low] ?? 'the'
}

/** Words with the signs of sentences behind some; the last one ends a sentence when `ends`. */
export function someWords(random: Random, count: number, ends = false): string[] {
  let begins = ends
  return Array.from({ length: count }, (_, n) => {
    const word = zipf(random)
    const shown = begins ? word[0]?.toUpperCase() + word.slice(1) : word
    const isLast = ends && n === count - 1
    begins = isLast || (n > 3 && random.chance(0.08))
    if (begins) return `${shown}.`
    return random.chance(0.06) ? `${shown},` : shown
  })
}
