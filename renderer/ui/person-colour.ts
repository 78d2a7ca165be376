/** Colours on which white initials keep AA contrast, in light and dark. */
const colours = [
  '#7a4a12',
  '#1f7a4d',
  '#1f5fa6',
  '#7d35d6',
  '#a8326b',
  '#0e7181',
  '#8a5500',
  '#5b5f97',
] as const

/** The colour of a person: the same on every desk, because it comes from the name. */
export function nameColour(name: string): string {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return colours[hash % colours.length] ?? colours[0]
}

/** Keeps two Arabic initials from joining into what looks like a word. */
const nonJoiner = '\u200C'

/** "NH" for Nadia Haddad. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.map((word) => [...(word ?? '')][0] ?? '').join(nonJoiner)
}
