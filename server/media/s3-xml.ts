/** The little XML that an S3 answer is made of: flat elements, no attributes that matter. */

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}

/** The insides of every element of that name. */
export const elementsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, inside = '']) => inside,
  )

/** Text of the first element of that name; '' when there is none. */
export const textOf = (xml: string, name: string): string =>
  (elementsOf(xml, name)[0] ?? '').replaceAll(/&\w+;/g, (entity) => entities[entity] ?? entity)

/** Text that may stand in an element. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
