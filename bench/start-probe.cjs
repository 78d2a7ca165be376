// Loaded into an Electron before its app (`electron -r FILE`): prints the moment at which the page has
// painted with the caret in an editable that holds the wanted text. Costs the app one injected script.
const { app } = require('electron')

const watch = (wanted) => `new Promise((resolve) => {
  const channel = new MessageChannel()
  channel.port1.onmessage = () => resolve(Date.now())
  const look = () => {
    const at = document.activeElement
    const ready = at && at.isContentEditable && at.textContent.includes(${JSON.stringify(wanted)})
    // After this frame's paint, not before it.
    requestAnimationFrame(ready ? () => channel.port2.postMessage(null) : look)
  }
  look()
})`

app.on('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', async () => {
    const at = await window.webContents.executeJavaScript(watch(process.env.START_PROBE_TEXT ?? ''))
    process.stdout.write(`start-probe ${at}\n`)
  })
})
