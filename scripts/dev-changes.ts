/** What `npm run dev` does after a file was saved. */
export type DevWork = {
  /** Environments of vite.config.ts to build again. */
  readonly build: readonly ('main' | 'preload' | 'engine' | 'server' | 'site')[]
  readonly restart: readonly ('desk' | 'server')[]
}

const nothing: DevWork = { build: [], restart: [] }
const desk: DevWork = { build: ['main', 'preload', 'engine'], restart: ['desk'] }
const site: DevWork = { build: ['site', 'server'], restart: ['server'] }
const server: DevWork = { build: ['server'], restart: ['server'] }
const everything: DevWork = {
  build: ['main', 'preload', 'engine', 'server', 'site'],
  restart: ['desk', 'server'],
}

/** Judges a path from the root, in slashes. Vite itself renews the windows. */
export function workFor(path: string): DevWork {
  if (/\.(test|spec)\.tsx?$/.test(path) || !/\.(tsx?|css|json|sql)$/.test(path)) return nothing
  if (path.startsWith('electron/')) return desk
  if (path.startsWith('server/site/client/') || path.startsWith('shared/reader/')) return site
  if (path.startsWith('server/') || path.startsWith('resources/')) return server
  if (path.startsWith('shared/')) return everything
  return nothing
}

/** The work of several saves at once. */
export function together(works: readonly DevWork[]): DevWork {
  return {
    build: [...new Set(works.flatMap((work) => work.build))],
    restart: [...new Set(works.flatMap((work) => work.restart))],
  }
}
