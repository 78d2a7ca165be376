/** Does a request for a story's page count towards Most Read? */
import type { IncomingHttpHeaders } from 'node:http'

/** Programs that say what they are. */
const robots =
  /bot\b|bot[/;_-]|crawl|spider|slurp|preview|facebookexternalhit|embedly|curl|wget|python-|monitor|uptime|feedfetcher/i

/** A person's own visit: not a robot, not a page fetched in case it is wanted, not a header check. */
export function isReaderView(method: string, headers: IncomingHttpHeaders): boolean {
  if (method !== 'GET') return false
  const agent = headers['user-agent'] ?? ''
  if (agent === '' || robots.test(agent)) return false
  const purpose = [
    headers['sec-purpose'],
    headers['purpose'],
    headers['x-moz'],
    headers['x-purpose'],
  ]
  return !purpose.some((value) => /prefetch|prerender|preview/i.test(String(value ?? '')))
}
