/**
 * What a window's page may load and run.
 *
 * DCSP1  Every page load gets a policy with a nonce of its own; nothing else may bring in code.
 */
import { randomBytes } from 'node:crypto'

/** A fresh nonce for one page load. */
export const freshNonce = (): string => randomBytes(16).toString('base64')

/** The Content-Security-Policy of one page load. */
export function contentPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Paste from other programs carries style attributes that the editor reads (docs: editor).
    `style-src-attr 'unsafe-inline'`,
    `img-src copydesk: data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `frame-src copydesk:`,
    `frame-ancestors copydesk:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `object-src 'none'`,
  ].join('; ')
}

/** Where a page wants its nonce. */
const placeholder = '__CSP_NONCE__'

/** The page with its nonce where scripts that make style tags look for it. */
export function withNonce(html: string, nonce: string): string {
  if (html.includes(placeholder)) return html.replaceAll(placeholder, nonce)
  const meta = `<meta property="csp-nonce" nonce="${nonce}" content="${nonce}">`
  const tagged = html.replace(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`)
  return tagged.includes('<head>') ? tagged.replace('<head>', `<head>${meta}`) : meta + tagged
}
