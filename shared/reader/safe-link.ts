/** Which link targets a page may carry: the last gate before readers, whatever the document says. */
const allowed = new Set(['http:', 'https:', 'mailto:'])

/**
 * The address as browsers would read it, or null for anything but http, https and mailto.
 *
 * RL1  A `javascript:`, `data:` or otherwise foreign link never reaches a page, however it is spelt.
 */
export function safeLink(address: string | undefined): string | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return allowed.has(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
