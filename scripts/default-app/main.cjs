// What the fallback runtime runs when it is given a folder: `electron [-r FILE]… [--switch]… FOLDER`.
// Plain CommonJS, because it is packed as it is into resources/default_app.asar.
const { readFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { app, dialog } = require('electron')

/** @param {readonly string[]} args */
function readArguments(args) {
  const preloads = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '-r' || arg === '--require') preloads.push(args[++i])
    else if (!arg.startsWith('-')) return { preloads, folder: path.resolve(arg) }
  }
  return { preloads, folder: undefined }
}

async function main() {
  const { preloads, folder } = readArguments(process.argv.slice(1))
  if (!folder) throw new Error('usage: electron [-r FILE] FOLDER')
  const here = createRequire(path.join(process.cwd(), 'electron.cjs'))
  for (const file of preloads) here(file)

  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const name = about.productName ?? about.name
  app.setName(name)
  app.setVersion(about.version)
  app.setAppPath(folder)
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', path.join(app.getPath('appData'), name))
  }
  const entry = createRequire(path.join(folder, 'package.json')).resolve(
    path.join(folder, about.main ?? 'index.js'),
  )
  if (entry.endsWith('.cjs')) require(entry)
  else await import(pathToFileURL(entry).href)
}

main().catch((error) => {
  console.error(error)
  if (process.stdout.isTTY) dialog.showErrorBox('The app did not start', String(error))
  app.exit(1)
})
