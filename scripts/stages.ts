import type { Stages } from './check-stages.ts'

/** The order of stages inside each folder, as docs/architecture.md draws it. */
export const stages: Stages = {
  shared: [['model'], ['document'], ['protocol'], ['ipc'], ['reader'], ['testing']],
  'electron/engine': [
    ['store'],
    ['media', 'projection'],
    ['merge'],
    ['sync'],
    ['handlers'],
    ['testing'],
  ],
  'electron/engine/sync': [['line'], ['text', 'facts', 'pictures']],
  renderer: [
    ['bridge'],
    ['words'],
    ['ui'],
    ['editor', 'compare'],
    ['merge'],
    ['story', 'stories', 'breaking', 'review', 'search', 'preview'],
    ['app'],
  ],
  server: [
    ['db'],
    ['documents', 'changes'],
    ['workflow', 'breaking', 'media'],
    ['sessions', 'http', 'site', 'sample'],
    ['operations'],
    ['testing'],
  ],
}
