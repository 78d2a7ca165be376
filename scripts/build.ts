/** `npm run build`: every bundle of vite.config.ts into out/. */
import { createBuilder } from 'vite'
import { root } from './project.ts'

/** Builds all environments of vite.config.ts. */
export async function build(): Promise<void> {
  process.env.NODE_ENV = 'production'
  const builder = await createBuilder({
    configFile: `${root}/vite.config.ts`,
    mode: 'production',
    logLevel: 'warn',
  })
  await builder.buildApp()
}

export async function run(): Promise<number> {
  const started = Date.now()
  await build()
  console.log(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return 0
}
