// The floor under every start: Electron, one sandboxed window, an empty page with one caret.
const path = require('node:path')
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.COPYDESK_USER_DATA)
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } })
  window.loadFile(path.join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
process.on('SIGTERM', () => app.quit())
