// The one door of every npm script. Plain JavaScript, so that an old Node can still say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Copydesk's scripts need Node 22.18 or later; this is Node ${process.versions.node}.\n` +
      'Run them through npm after `npm ci` (it installs a pinned Node 24 where there is one for this ' +
      'system), or install a newer Node.',
  )
  process.exit(1)
}
const [name = '', ...rest] = process.argv.slice(2)
if (!/^[a-z][a-z-]*$/.test(name)) throw new Error(`No script called "${name}"`)
process.argv = [
  process.argv[0] ?? 'node',
  new URL(`./${name}.ts`, import.meta.url).pathname,
  ...rest,
]
const { run } = await import(`./${name}.ts`)
// What was interrupted may hold timers and sockets still; the code decides, not they.
process.exit(await run(rest).catch(explain))

/** An expected failure says what to do in its message; of a bug we want to see where it is. */
function explain(error) {
  const expected = error instanceof Error && 'retry' in error
  console.error(expected ? `\n${[error.message, error.remedy].filter(Boolean).join('\n')}` : error)
  return 1
}
