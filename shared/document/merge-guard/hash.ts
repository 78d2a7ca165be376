/** Small pure hashes: equal on every desk and in every process. Not for secrets. */

/** Two independent 32-bit mixes of a text. */
function mix(text: string, seed: number): [number, number] {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [a >>> 0, b >>> 0]
}

/** 32 bits of a text. */
export const hash32 = (text: string): number => mix(text, 0)[0]

/** 128 bits of a text as letters and digits. */
export const hashId = (text: string): string =>
  [...mix(text, 1), ...mix(text, 2)].map((part) => part.toString(36).padStart(7, '0')).join('')
