// What `electron FOLDER` runs in the fallback runtime, which has no default application of its own: reads the folder's
// package.json as Electron's own default application does, and starts its main file.

const { app } = require('electron')
const Module = require('node:module')
const fs = require('node:fs')
const path = require('node:path')

/** @param {string[]} args */
function readArguments(args) {
  const preloads = []
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]
    if (arg === '-r' || arg === '--require') preloads.push(args[(i += 1)])
    else if (!arg.startsWith('-')) return { preloads, folder: path.resolve(arg) }
  }
  return { preloads, folder: undefined }
}

const { preloads, folder } = readArguments(process.argv.slice(1))
if (folder === undefined) {
  process.stderr.write('Usage: electron [options] FOLDER\n')
  process.exit(1)
}

const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
app.setVersion(manifest.version)
app.setName(manifest.productName ?? manifest.name)
app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
app.setAppPath(folder)

Module._preloadModules(preloads)
Module._load(path.resolve(folder, manifest.main), Module, true)
