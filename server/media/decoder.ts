/**
 * The library that decodes pictures, loaded with the first one: it is a sixth of the server's
 * memory, and a server that only serves text never needs it.
 */
let loading: Promise<typeof import('sharp').default> | undefined

async function load(): Promise<typeof import('sharp').default> {
  const { default: sharp } = await import('sharp')
  // A belt for the braces of `sniff`: these loaders read documents, not pictures.
  sharp.block({ operation: ['VipsForeignLoadSvg', 'VipsForeignLoadPdf', 'VipsForeignLoadMagick'] })
  // One picture at a time on one thread: uploads must not starve keystrokes.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

/** The decoder, set up once. */
export function decoder(): Promise<typeof import('sharp').default> {
  loading ??= load()
  return loading
}
