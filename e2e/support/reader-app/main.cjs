// A reader's browser for tests: one sandboxed window that shows whatever address it is given.
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.READER_PROFILE)
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: Number(process.env.READER_WIDTH),
    height: Number(process.env.READER_HEIGHT),
    useContentSize: true,
    webPreferences: { sandbox: true, javascript: process.env.READER_JAVASCRIPT !== 'off' },
  })
  window.setMenu(null)
  window.loadURL('about:blank')
})
app.on('window-all-closed', () => app.quit())
