// A bare Electron application that opens one local page, as a browser would from a disk. PAGE names the file.
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 900, height: 1100, webPreferences: { sandbox: true, contextIsolation: true } })
  await window.loadFile(process.env.PAGE ?? '')
})

app.on('window-all-closed', () => app.quit())
