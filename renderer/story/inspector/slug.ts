/** Slugs: short Latin names of stories, for people and for addresses. */

/** What may stand in a slug while it is typed: a hyphen at the end is on its way to the next word. */
export const slugWhileTyping = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 80)

export const finishedSlug = (text: string): string => slugWhileTyping(text).replace(/-$/, '')

/** Key of a new term; a name without Latin letters gets one of its own that only machines read. */
export function termKeyOf(name: string, random: () => string): string {
  const slug = finishedSlug(name).slice(0, 60).replace(/-$/, '')
  return slug === '' ? `term-${random()}` : slug
}
