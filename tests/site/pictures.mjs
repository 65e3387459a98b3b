// Painted landscapes for the sample forum: harmless, made by arithmetic, heavy enough to behave like photographs in a capture.

import { crc32, deflateSync } from 'node:zlib'

const widthPx = 900
const heightPx = 520

/** @type {Map<number, Buffer>} */
const painted = new Map()

/**
 * Answers one picture as PNG; the same number gives the same picture.
 * @param {number} number
 * @returns {Buffer}
 */
export function paintPicture(number) {
  const known = painted.get(number)
  if (known) return known
  const png = encodePng(paintLandscape(number))
  painted.set(number, png)
  return png
}

/** @param {number} number @returns {Buffer} RGB, 8 bits each, top row first */
function paintLandscape(number) {
  const random = makeRandom(number)
  const mood = /** @type {const} */ ([
    { top: [92, 148, 214], low: [244, 214, 186], sun: [255, 244, 214], near: [44, 96, 62], far: [128, 168, 170] },
    { top: [38, 54, 104], low: [240, 148, 112], sun: [255, 214, 150], near: [32, 44, 62], far: [120, 98, 128] },
    { top: [126, 186, 226], low: [226, 240, 246], sun: [255, 255, 240], near: [92, 138, 58], far: [150, 186, 196] },
    { top: [150, 172, 190], low: [236, 226, 208], sun: [255, 250, 232], near: [104, 92, 62], far: [172, 170, 160] },
  ])[number % 4]
  if (!mood) throw new Error('There are four moods.')
  const sun = { x: widthPx * (0.2 + 0.6 * random()), y: heightPx * (0.18 + 0.2 * random()), radius: 34 + 22 * random() }
  const ridges = Array.from({ length: 5 }, (_, i) => makeRidge(random, 0.42 + i * 0.125, 46 - i * 6))
  const pixels = Buffer.alloc(widthPx * heightPx * 3)
  for (let x = 0; x < widthPx; x += 1) {
    const heights = ridges.map((ridge) => ridge(x))
    for (let y = 0; y < heightPx; y += 1) {
      const layer = heights.findLastIndex((height) => y > height)
      const base =
        layer < 0
          ? paintSky(x, y, mood, sun)
          : mix(mood.far, mood.near, (layer / 4) * 0.85 + ((y - (heights[layer] ?? 0)) / heightPx) * 0.4)
      const grain = (random() - 0.5) * (layer < 0 ? 5 : 15)
      const at = (y * widthPx + x) * 3
      for (let c = 0; c < 3; c += 1) pixels[at + c] = Math.max(0, Math.min(255, (base[c] ?? 0) + grain))
    }
  }
  return pixels
}

/** @typedef {readonly [number, number, number]} Colour */

/**
 * @param {number} x
 * @param {number} y
 * @param {{ top: Colour, low: Colour, sun: Colour }} mood
 * @param {{ x: number, y: number, radius: number }} sun
 */
function paintSky(x, y, mood, sun) {
  const sky = mix(mood.top, mood.low, Math.min(1, (y / heightPx) * 1.7))
  const distance = Math.hypot(x - sun.x, y - sun.y)
  if (distance < sun.radius) return mood.sun
  return mix(sky, mood.sun, 0.5 * Math.exp(-(distance - sun.radius) / 90))
}

/**
 * @param {() => number} random
 * @param {number} level share of the height where it lies
 * @param {number} swing pixels up and down
 */
function makeRidge(random, level, swing) {
  const waves = Array.from({ length: 5 }, (_, i) => ({
    rate: ((i + 1) * (0.6 + random())) / 140,
    phase: random() * 7,
    size: swing / (i + 1),
  }))
  return (/** @type {number} */ x) => waves.reduce((y, wave) => y + Math.sin(x * wave.rate + wave.phase) * wave.size, level * heightPx)
}

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share
 * @returns {Colour}
 */
function mix(from, to, share) {
  const part = Math.max(0, Math.min(1, share))
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part]
}

/** A small repeatable random source (mulberry32). @param {number} seed */
function makeRandom(seed) {
  let state = (seed + 1) * 0x9e3779b1
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** @param {Buffer} pixels */
function encodePng(pixels) {
  const stride = widthPx * 3
  const rows = Buffer.alloc((stride + 1) * heightPx)
  for (let y = 0; y < heightPx; y += 1) pixels.copy(rows, y * (stride + 1) + 1, y * stride, (y + 1) * stride)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 3 })), chunk('IEND', Buffer.alloc(0))])
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
