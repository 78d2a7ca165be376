/**
 * The ticker stream of one server process: readers' open pages hear of breaking lines as they go
 * live, expire or are recalled, whichever process wrote the change.
 *
 *     change feed → site context → [ticker stream] → EventSource in the page's script
 *
 * RT2  A page that joins hears the present lines first, then every change of them.
 * RT3  A line that cannot be read now is tried again; nobody is told that the band is empty.
 * RT4  A reader too slow to listen is let go instead of filling memory.
 */
import type { ServerResponse } from 'node:http'
import { type Language, languages } from '../../shared/model/vocabulary.ts'
import { TickerLines } from '../../shared/reader/Ticker.tsx'
import type { SiteContext } from '../workflow/site-context.ts'
import { markupOf } from './markup.ts'
import { frameFor } from './page-source.ts'

/** Proxies drop connections that say nothing for longer, in milliseconds. */
const heartbeat = 20_000
/** Bytes that may wait for one reader. */
const mostWaiting = 64 * 1024
/** Milliseconds after which a page whose stream broke comes back. */
const comeBack = 2000

export interface TickerStream {
  /** Keeps this answer open and writes to it until the reader leaves. */
  join(language: Language, response: ServerResponse): Promise<void>
  close(): void
}

export interface TickerStreamOptions {
  readonly site: SiteContext
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

export function tickerStream({ site, now, onError }: TickerStreamOptions): TickerStream {
  const editions = new Map(languages.map((language) => [language, new Edition()]))
  let closed = false
  let work: Promise<void> = Promise.resolve()
  /** One after another, so that an older answer never overtakes a newer one. */
  const then = (step: () => Promise<void>) => {
    work = work.then(step).catch(onError)
    return work
  }

  const linesNow = async (language: Language): Promise<string> => {
    const { ticker } = await frameFor(site, language, now())
    const html = await markupOf(<TickerLines lines={ticker.lines} />)
    return `event: lines\ndata: ${JSON.stringify({ html })}\n\n`
  }

  /** Tells an edition's readers what changed; one that nobody reads stays stale until somebody joins. */
  const refresh = (language: Language, edition: Edition) => async (): Promise<void> => {
    if (!edition.stale || edition.readers.size === 0) return
    edition.stale = false
    try {
      const event = await linesNow(language)
      if (event === edition.event) return
      edition.event = event
      for (const reader of edition.readers) write(reader, event)
    } catch (error) {
      // The heartbeat tries again (RT3).
      edition.stale = true
      throw error
    }
  }

  const refreshAll = (): void => {
    for (const [language, edition] of editions) void then(refresh(language, edition))
  }
  const changed = (): void => {
    for (const edition of editions.values()) edition.stale = true
    refreshAll()
  }
  const beat = setInterval(() => {
    for (const { readers } of editions.values()) {
      for (const reader of readers) write(reader, ': still here\n\n')
    }
    refreshAll()
  }, heartbeat)
  beat.unref()
  const offs = [site.onBreaking(changed), site.onPublished(changed)]

  return {
    async join(language, response) {
      const edition = editions.get(language)
      if (!edition) return
      response.write(`retry: ${comeBack}\n\n`)
      response.on('close', () => edition.readers.delete(response))
      await then(async () => {
        if (response.destroyed) return
        if (closed) return void response.end()
        edition.readers.add(response)
        if (!edition.stale) return void write(response, edition.event)
        // Out of date: the newcomer hears the present lines together with all others.
        edition.event = ''
        await refresh(language, edition)()
      })
    },
    close() {
      closed = true
      clearInterval(beat)
      for (const off of offs) off()
      for (const { readers } of editions.values()) for (const reader of readers) reader.end()
    },
  }
}

/** What one edition's readers were told last, and whether it may be out of date. */
class Edition {
  readonly readers = new Set<ServerResponse>()
  event = ''
  stale = true
}

function write(reader: ServerResponse, text: string): void {
  if (reader.writableLength > mostWaiting) reader.destroy()
  else reader.write(text)
}
