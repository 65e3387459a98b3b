// The worse tricks, for tests/hostile: pages that reach for the computer, the network or the two people in front of it. Each carries the
// marker, so that a single byte of it on the disk is found.

import { createGzip } from 'node:zlib'

/** @typedef {import('./routes.mjs').Call} Call */

/** In every hostile page and in everything that it offers. */
export const marker = 'larkfield-hostile-marker'

/** @param {string} title @param {string} body @param {Record<string, string>} [headers] @returns {(call: Call) => void} */
function show(title, body, headers = {}) {
  return ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body style="font:20px sans-serif;padding:24px"><h1>${title}</h1><p>${marker}</p>${body}`,
    )
  }
}

/** @param {string} title @param {string} script @param {Record<string, string>} [headers] */
const scripted = (title, script, headers) => show(title, `<script>${script}</script>`, headers)

/** A button that fills the corner, and what it does. @param {string} title @param {string} script */
const clicked = (title, script) =>
  show(
    title,
    `<button id="go" style="width:400px;height:200px">Go</button><script>document.getElementById("go").onclick = () => { ${script} }</script>`,
  )

/** @param {Call} call @param {(call: Call) => string} location */
function sendOn(call, location) {
  call.response.writeHead(302, { location: location(call) })
  call.response.end()
}

/** Writes as fast as the connection takes it. @param {Call} call @param {string} type @param {number} totalBytes */
function pour({ response }, type, totalBytes) {
  response.writeHead(200, { 'content-type': type })
  const part = Buffer.from(`<p>${marker} ${'x'.repeat(200)}</p>`.repeat(300))
  let sent = 0
  const more = () => {
    while (sent < totalBytes && !response.destroyed) {
      sent += part.length
      if (!response.write(part)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}

/** A packed answer of a thousandth of its size. @param {Call} call @param {number} totalBytes */
function bomb({ response }, totalBytes) {
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
  const pack = createGzip()
  pack.pipe(response)
  response.on('close', () => pack.destroy())
  const part = Buffer.alloc(1_000_000, '<b>')
  let sent = 0
  const more = () => {
    while (sent < totalBytes && !pack.destroyed) {
      sent += part.length
      if (!pack.write(part)) {
        pack.once('drain', more)
        return
      }
    }
    pack.end()
  }
  more()
}

/** @param {Call} call */
const portOf = ({ origins }) => new URL(origins.http).port

/** @type {Record<string, (call: Call) => void>} */
export const hostileTricks = {
  '/hostile/quiet': show('Quiet', ''),
  // Windows, keys and what stands around the page
  '/hostile/open-schemes': scripted(
    'Opens other schemes',
    'for (const to of ["file:///etc/hostname", "incident:run", "chrome://version", "data:text/html,x", "javascript:alert(1)"]) window.open(to)',
  ),
  '/hostile/blank-targets': scripted(
    'Links into new windows',
    'for (let i = 0; i < 30; i++) { const a = document.createElement("a"); a.href = "/gallery"; a.target = "_blank"; document.body.append(a); a.click() }',
  ),
  '/hostile/fullscreen': clicked(
    'Wants the whole screen',
    'document.documentElement.requestFullscreen().then(() => { document.title = "has it" }, (e) => { document.title = "refused: " + e.name })',
  ),
  '/hostile/pointer-lock': clicked(
    'Wants the pointer',
    'document.body.requestPointerLock().then(() => { document.title = "has it" }, (e) => { document.title = "refused: " + e.name })',
  ),
  '/hostile/swallows-keys': scripted(
    'Takes every key',
    'for (const kind of ["keydown", "keyup", "keypress"]) addEventListener(kind, (e) => { e.preventDefault(); e.stopImmediatePropagation(); document.title = "got " + e.key }, true)',
  ),
  '/hostile/fake-chrome': show(
    'Looks like a browser',
    '<div style="position:fixed;inset:0 0 auto;height:60px;background:#eee;border:2px solid #999">https://www.gov.uk/ (secure)</div>',
  ),
  '/hostile/titles': scripted('Titles', 'setInterval(() => { document.title = "x".repeat(200000) + Math.random() }, 1)'),
  '/hostile/long-address': scripted('A long address', 'history.pushState({}, "", "/hostile/" + "a".repeat(1500000))'),
  // Takes and brings
  '/hostile/download-data': scripted(
    'Downloads data',
    `const a = document.createElement("a"); a.href = "data:application/octet-stream,${marker}"; a.download = "data.bin"; a.click()`,
  ),
  '/hostile/download-link': scripted(
    'Downloads a page',
    'const a = document.createElement("a"); a.href = "/hostile/quiet"; a.download = "page.html"; a.click()',
  ),
  '/hostile/download-storm': scripted(
    'Downloads without end',
    'setInterval(() => { const f = document.createElement("iframe"); f.src = "/download/" + Math.random() + ".zip"; document.body.append(f) }, 20)',
  ),
  '/hostile/clipboard': clicked(
    'Writes on the clipboard',
    `navigator.clipboard?.writeText("${marker}").catch(() => 0); const t = document.createElement("textarea"); t.value = "${marker}"; document.body.append(t); t.select(); document.title = "copied " + document.execCommand("copy")`,
  ),
  '/hostile/drag-out': scripted(
    'Drags a file out',
    `const a = document.createElement("a"); a.href = "/hostile/quiet"; a.draggable = true; document.body.append(a);
     a.addEventListener("dragstart", (e) => { document.title = "dragging"; e.dataTransfer.setData("DownloadURL", "text/plain:out.txt:" + location.href) });
     document.title = "went on " + a.dispatchEvent(new DragEvent("dragstart", { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }))`,
  ),
  '/hostile/devices': scripted(
    'Reaches for devices',
    'document.title = ["usb", "hid", "serial", "bluetooth", "share"].filter((name) => name in navigator).join() + "|" + (typeof PublicKeyCredential) + "|" + (typeof EyeDropper) + "|" + (typeof PaymentRequest)',
  ),
  '/hostile/asks': scripted(
    'Asks for everything else',
    `navigator.requestMIDIAccess?.({ sysex: true }).catch(() => 0); navigator.wakeLock?.request("screen").catch(() => 0);
     navigator.mediaDevices?.getDisplayMedia({ video: true }).catch(() => 0); navigator.storage?.persist?.();
     window.queryLocalFonts?.().catch(() => 0); window.getScreenDetails?.().catch(() => 0); IdleDetector?.requestPermission().catch(() => 0)`,
  ),
  '/hostile/notification': scripted(
    'Notifies',
    `Notification.requestPermission().then((answer) => { document.title = answer + " " + Notification.permission; new Notification("${marker}") })`,
  ),
  '/hostile/inner-password': show('A picture that asks for a password', '<img src="/password" alt=""><iframe src="/password"></iframe>'),
  // Goes on behind the page
  '/hostile/shared-worker': scripted('A shared worker', 'new SharedWorker("/hostile/shared-worker.js")'),
  '/hostile/shared-worker.js': ({ response }) => {
    response.setHeader('content-type', 'text/javascript')
    response.end('setInterval(() => fetch("/beat?" + Math.random()).catch(() => 0), 10)')
  },
  '/hostile/web-sockets': scripted(
    'Web sockets',
    'for (let i = 0; i < 20; i++) { const open = () => { const s = new WebSocket(location.origin.replace("http", "ws") + "/hostile/socket"); s.onclose = () => setTimeout(open, 20) }; open() }',
  ),
  '/hostile/beacons': scripted(
    'Sends a last word',
    `addEventListener("pagehide", () => navigator.sendBeacon("/hostile/last-word", "${marker}")); addEventListener("visibilitychange", () => navigator.sendBeacon("/hostile/last-word", "x"))`,
  ),
  '/hostile/web-rtc': scripted(
    'Looks for the local address',
    `const p = new RTCPeerConnection({ iceServers: [] }); const seen = []; p.createDataChannel("x");
     p.onicecandidate = (e) => { if (e.candidate) seen.push(e.candidate.candidate); else { document.title = "done " + seen.join(";") } };
     p.createOffer().then((o) => p.setLocalDescription(o)); setTimeout(() => { document.title = "done " + seen.join(";") }, 1200)`,
  ),
  '/hostile/prerender': show(
    'Renders ahead',
    '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/hostile/rendered-ahead"]}],"prefetch":[{"source":"list","urls":["/hostile/rendered-ahead"]}]}</script>',
  ),
  // Leads elsewhere
  '/hostile/to-data': (call) => sendOn(call, () => 'data:text/html,out'),
  '/hostile/to-local-file-by-script': scripted('Goes to a file', 'setTimeout(() => { location.href = "file:///etc/hostname" }, 50)'),
  '/hostile/to-localhost': (call) => sendOn(call, (c) => `http://127.0.0.1:${portOf(c)}/hostile/quiet`),
  '/hostile/link-to-localhost': ({ response, origins }) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Leads inside</title>${marker}<script>setTimeout(() => { location.href = "${origins.http}/hostile/quiet" }, 50)</script>`,
    )
  },
  '/hostile/link-by-name': (call) => sendOn(call, (c) => `http://rebound.example.test:${portOf(c)}/hostile/quiet`),
  '/hostile/knocks': ({ response, origins }) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Knocks at the router</title>${marker}<img src="${origins.http}/hostile/knocked"><img src="http://192.168.1.1/reboot"><iframe src="http://10.0.0.1/"></iframe><script>fetch("http://printer.local/").catch(() => 0); new WebSocket("ws://127.0.0.1:9000")</script>`,
    )
  },
  '/hostile/inner-schemes': show(
    'Frames of this computer',
    '<iframe src="file:///etc/hostname"></iframe><iframe src="chrome://version"></iframe><img src="file:///etc/hostname"><iframe src="incident:run"></iframe>',
  ),
  '/hostile/moves-for-ever': scripted(
    'Never stays',
    'setTimeout(() => { location.href = "/hostile/moves-for-ever?" + Math.random() }, 60)',
  ),
  '/hostile/mixed': ({ response, origins }) => {
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Mixed</title>${marker}<script src="${origins.http.replace('forum.localhost', 'plain.example.test')}/hostile/mixed-script"></script><iframe src="${origins.http.replace('forum.localhost', 'plain.example.test')}/hostile/mixed-frame"></iframe>`,
    )
  },
  // Too much
  '/hostile/500-mb': (call) => pour(call, 'text/html', 500_000_000),
  '/hostile/fetches-500-mb': scripted(
    'Fetches without measure',
    'const kept = []; const more = () => fetch("/hostile/500-mb").then((r) => r.arrayBuffer()).then((b) => { kept.push(b); more() }); for (let i = 0; i < 4; i++) more()',
  ),
  '/hostile/gzip-bomb': (call) => bomb(call, 4_000_000_000),
  '/hostile/endless-picture': show('A picture without end', '<img src="/stream" alt=""><video src="/stream" autoplay></video>'),
  '/hostile/many-headers': ({ response }) => {
    for (let i = 0; i < 400; i += 1) response.setHeader(`x-filler-${i}`, 'y'.repeat(1_000))
    response.end(marker)
  },
  '/hostile/memory': scripted(
    'Eats memory',
    'const kept = []; setInterval(() => { const part = new Uint8Array(64000000); part.fill(Math.random() * 255 + 1); kept.push(part) }, 15)',
  ),
  '/hostile/elements': scripted(
    'Elements without end',
    'const grow = () => { const d = document.createElement("div"); d.innerHTML = "<i><b><u></u></b></i>".repeat(20000); document.body.append(d); setTimeout(grow, 0) }; setTimeout(grow, 100)',
  ),
  '/hostile/workers': scripted(
    'Workers without end',
    'const url = URL.createObjectURL(new Blob(["for (;;);"])); setTimeout(() => { for (let i = 0; i < 12; i++) new Worker(url) }, 100)',
  ),
  '/hostile/frames-in-frames': scripted(
    'Frames in frames',
    'if (location.search.length < 8) setTimeout(() => { for (let i = 0; i < 2; i++) { const f = document.createElement("iframe"); f.src = "/hostile/frames-in-frames?" + "x".repeat(location.search.length || 1); document.body.append(f) } }, 20)',
  ),
  '/hostile/web-gl': scripted(
    'Loses the graphics card',
    'const c = document.createElement("canvas"); document.body.append(c); const gl = c.getContext("webgl"); c.addEventListener("webglcontextlost", () => { document.title = "lost" }); if (gl) gl.getExtension("WEBGL_lose_context").loseContext(); else document.title = "lost"',
  ),
  // Against what we run in it
  '/hostile/policy': show('A strict policy', '<p>No script may run here.</p>', {
    'content-security-policy': "default-src 'none'; script-src 'none'; sandbox; require-trusted-types-for 'script'",
  }),
  '/hostile/policy-script': scripted('A policy with a script', 'window.print(); document.title = "went on"', {
    'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types none",
  }),
  '/hostile/clobbered': show(
    'Names of its own',
    '<img name="fonts" alt=""><form name="images"><input name="length"></form><img name="readyState" alt="">',
  ),
  '/hostile/replaced': scripted(
    'Other built-ins',
    'Promise = function () { throw 1 }; Array.from = Array.prototype.map = Array.prototype.filter = JSON.stringify = Function.prototype.apply = requestAnimationFrame = setTimeout = () => { throw 1 }; Object.defineProperty(window, "alert", { value: 1 })',
  ),
  '/hostile/moves-while-pictured': scripted(
    'Grows while it is looked at',
    'setInterval(() => { document.body.style.height = Math.round(1000 + Math.random() * 2000) + "px" }, 20)',
  ),
}
