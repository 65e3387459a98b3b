// The Face runs under a policy that forbids building code from text. The schemas would try it once and fall back, and the attempt
// would stand in the console as a violation; told beforehand, they do not try. Imported before anything that holds a schema.
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { jitless: true }

export {}
