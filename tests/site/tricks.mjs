// One address for each trick: the page does it by itself as soon as it is shown, or when its button is pressed.

/** @typedef {import('./routes.mjs').Call} Call */

/** @param {string} title @param {string} body */
const html = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body style="font:20px sans-serif;padding:24px"><h1>${title}</h1>${body}`

/** @param {string} title @param {string} script */
const scripted = (title, script) => show(title, `<script>${script}</script>`)

/**
 * @param {string} title
 * @param {string} body
 * @returns {(call: Call) => void}
 */
function show(title, body) {
  return ({ response }) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html(title, body))
  }
}

/** Writes for as long as the connection is there. @param {Call} call @param {string} type @param {number} everyMs */
function stream({ response }, type, everyMs) {
  response.writeHead(200, { 'content-type': type })
  const timer = setInterval(() => response.write(`${'x'.repeat(512)}\n`), everyMs)
  response.on('close', () => clearInterval(timer))
}

/** @type {Record<string, (call: Call) => void>} */
export const tricks = {
  // Never loads, or never finishes
  '/never': () => undefined,
  '/never-ends': (call) => {
    stream(call, 'text/html; charset=utf-8', 50)
    call.response.write(html('Half a page', '<p>There is more to come.</p>'))
  },
  '/stuck-picture': show('A picture that never comes', '<img src="/never" alt="">'),
  '/empty': ({ response }) => {
    response.writeHead(204)
    response.end()
  },
  '/hang-up': ({ request }) => request.socket.destroy(),
  '/loop': ({ response, url }) => {
    response.writeHead(302, { location: `/loop?${Number(url.search.slice(1)) + 1}` })
    response.end()
  },
  // Dialogs
  '/alert-loop': scripted('Alerts without end', 'setTimeout(() => { for (;;) alert("Your computer is locked") }, 200)'),
  '/alert-frames': scripted(
    'Alerts from ever new frames',
    'setInterval(() => { const f = document.createElement("iframe"); document.body.append(f); for (let i = 0; i < 50; i++) f.contentWindow.alert("again"); f.remove() }, 5)',
  ),
  '/dialogs': scripted('One of each', 'document.title = [alert("one"), confirm("two"), prompt("three")].map(String).join("|")'),
  '/beforeunload': show(
    'Will not let you go',
    '<p>Type here: <input id="words"></p><script>addEventListener("beforeunload", (e) => { e.preventDefault(); e.returnValue = "no" })</script>',
  ),
  '/print': scripted('Prints', 'window.print(); document.title = "after print"'),
  '/print-frame': ({ response, origins }) => {
    response.setHeader('content-type', 'text/html')
    response.end(html('Prints from another site', `<iframe src="${origins.other}/print-inner" width="300" height="200"></iframe>`))
  },
  '/print-inner': scripted('Inner', 'window.print(); document.body.append("after print"); fetch("/print-went-on")'),
  '/print-went-on': show('ok', ''),
  // Uses up the machine
  '/busy': scripted('Busy', 'setTimeout(() => { for (;;); }, 200)'),
  '/holds': scripted(
    'Holds the network',
    `const beat = () => fetch("/beat?" + Math.random()).catch(() => 0).finally(() => setTimeout(beat, 5)); beat();
     fetch("/stream").then(async (r) => { const reader = r.body.getReader(); while (!(await reader.read()).done); });
     new EventSource("/events");
     const clock = document.createElement("pre"); document.body.append(clock); const tick = () => { clock.textContent = performance.now(); requestAnimationFrame(tick) }; tick()`,
  ),
  '/beat': ({ response }) => response.end('beat'),
  '/stream': (call) => stream(call, 'application/octet-stream', 5),
  '/events': (call) => {
    call.response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => call.response.write('data: beat\n\n'), 5)
    call.response.on('close', () => clearInterval(timer))
  },
  // Wants out
  '/pop-up': scripted('Pops up', 'window.open("/gallery", "one", "width=200,height=200")'),
  '/pop-up-storm': scripted(
    'Pops up without end',
    'setInterval(() => { for (let i = 0; i < 100; i++) window.open("/gallery?" + Math.random()) }, 10)',
  ),
  '/download-by-itself': scripted('Downloads', 'location.href = "/download/by-itself.zip"'),
  '/download-blob': scripted(
    'Downloads a blob',
    'const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); a.download = "blob.bin"; a.click()',
  ),
  '/schemes': show(
    'Other schemes',
    [
      'file:///etc/hostname',
      'data:text/html,out',
      'chrome://version/',
      'devtools://devtools/',
      'view-source:http://localhost/',
      'mailto:someone@example.org',
      'incident:run',
      'about:blank',
    ]
      .map((href, i) => `<p><a id="s${i}" href="${href}">${href}</a></p>`)
      .join('') +
      '<p><a id="blob" href="#">blob</a></p><script>document.getElementById("blob").href = URL.createObjectURL(new Blob(["<h1>blob page</h1>"], { type: "text/html" }))</script>',
  ),
  '/redirect-to-file': ({ response }) => {
    response.writeHead(302, { location: 'file:///etc/hostname' })
    response.end()
  },
  '/permissions': scripted(
    'Asks for everything',
    'navigator.geolocation.getCurrentPosition(() => 0, () => 0); Notification.requestPermission(); navigator.mediaDevices?.getUserMedia({ video: true, audio: true }).catch(() => 0); navigator.clipboard?.readText().catch(() => 0)',
  ),
  '/password': ({ request, response }) => {
    if (request.headers.authorization) {
      response.end('You gave a password')
      return
    }
    response.writeHead(401, { 'www-authenticate': 'Basic realm="Members"', 'content-type': 'text/html' })
    response.end(html('A password is needed', ''))
  },
  '/file-picker': show('Wants a file', '<input type="file" id="file" style="width:400px;height:200px;background:#eee">'),
  '/file-system': show(
    'Wants the file system',
    '<button id="go" style="width:400px;height:200px" onclick="showOpenFilePicker().then(() => { document.title = \'got it\' }, (e) => { document.title = e.name })">Choose</button>',
  ),
  '/service-worker': scripted(
    'Installs a service worker',
    'navigator.serviceWorker.register("/worker.js").then(() => { document.title = "registered" }, (e) => { document.title = "refused: " + e.name })',
  ),
  '/worker.js': ({ response }) => {
    response.setHeader('content-type', 'text/javascript')
    response.end('self.addEventListener("fetch", () => 0)')
  },
  '/close': scripted('Closes itself', 'window.close()'),
  // Moves by itself
  '/moves': scripted('Moves on', 'setTimeout(() => { location.href = "/gallery" }, 100)'),
  '/routes': show(
    'Routes',
    '<button id="next" onclick="history.pushState({}, \'\', \'/routes/next\'); document.title = \'Routes, next\'">Next</button><script>if (location.search) for (let i = 0; i < 200; i++) history.pushState({}, "", "/routes/" + i)</script>',
  ),
  '/form': show(
    'A form',
    '<form method="post" action="/reply"><input name="words" value="secret words"><button id="send">Send</button></form>',
  ),
  '/prefetch': show('Fetches ahead', '<link rel="prefetch" href="/prefetched">'),
  '/prefetched': show('Prefetched', ''),
  '/frames': ({ response, origins }) => {
    response.setHeader('content-type', 'text/html')
    response.end(html('Frames', `<iframe src="${origins.other}/thread/88213" width="600" height="400"></iframe>`))
  },
  // For pictures
  '/tall': ({ response, url }) => {
    const heightPx = Number(url.searchParams.get('h') ?? 12_000)
    const rows = Array.from(
      { length: Math.ceil(heightPx / 100) },
      (_, i) => `<div style="background:hsl(${(i * 37) % 360} 60% 70%)">row ${i * 100}</div>`,
    )
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Tall</title><style>body{margin:0}main div{height:100px;font:30px serif}.top{position:fixed;top:0;left:0;right:0;height:50px;background:rgba(200,0,0,.5)}.low{position:fixed;bottom:0;left:0;right:0;height:30px;background:#0a0}</style><p class="top">top</p><p class="low">low</p><main style="height:${heightPx}px;overflow:hidden">${rows.join('')}</main>`,
    )
  },
  // Pixels that no compression makes smaller: 3 bytes each.
  '/noise': ({ response, url }) => {
    const heightPx = Number(url.searchParams.get('h') ?? 7_000)
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Noise</title><style>body{margin:0}canvas{display:block}</style><body><script>
      let seed = 88213; const next = () => { seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5; return seed }
      for (let y = 0; y < ${heightPx}; y += 500) { const c = document.createElement('canvas'); c.width = 960; c.height = Math.min(500, ${heightPx} - y); document.body.append(c)
        const g = c.getContext('2d'); const d = g.createImageData(c.width, c.height); const p = new Uint32Array(d.data.buffer); for (let i = 0; i < p.length; i++) p[i] = next() | 0xff000000; g.putImageData(d, 0, 0) }
      document.title = 'Noise, drawn'</script>`,
    )
  },
  // 12,000 pixels high where the view is 1,280 wide, with thirty pictures.
  '/long': ({ response }) => {
    const parts = Array.from(
      { length: 30 },
      (_, i) => `<section><img src="/picture/${i + 1}.png" alt=""><p>${'Words as people write them. '.repeat(25)}</p></section>`,
    )
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Long</title><style>body{margin:0;font:16px/20px serif}section{height:400px;overflow:hidden}img{width:1280px;height:300px;display:block}p{margin:0}</style>${parts.join('')}`,
    )
  },
  // One colour and a clock, and what it does meanwhile: `?busy` holds the network in every way, `?hung` never answers again.
  '/clock': ({ response, url }) => {
    const busy = `const beat = () => fetch("/beat?" + Math.random()).catch(() => 0).finally(() => setTimeout(beat, 5)); beat();
      fetch("/stream").then(async (r) => { const reader = r.body.getReader(); while (!(await reader.read()).done); });
      new EventSource("/events"); navigator.serviceWorker?.register("/worker.js").catch(() => 0);
      const open = () => { const s = new WebSocket(location.origin.replace("http", "ws")); s.onclose = () => setTimeout(open, 20) }; open();`
    const doing = { '?busy': busy, '?hung': 'setTimeout(() => { for (;;); }, 300);' }[url.search] ?? ''
    response.setHeader('content-type', 'text/html')
    response.end(
      `<!doctype html><title>Clock</title><body style="margin:0;background:#f0f"><pre></pre><script>const clock = document.querySelector("pre"); const tick = () => { clock.textContent = performance.now(); requestAnimationFrame(tick) }; tick(); ${doing}</script>`,
    )
  },
  '/late-picture': show('A late picture', '<img src="/slow-picture" alt="" width="300" height="200">'),
  '/slow-picture': ({ response }) => {
    setTimeout(() => {
      response.setHeader('content-type', 'image/svg+xml')
      response.end('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#00f"/></svg>')
    }, 700)
  },
}
