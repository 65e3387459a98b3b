// Which hosts lie inside this computer or its network. A page of the public web may lead there by accident or by design (the school's
// router, its printers, a service of this very computer), and a request alone can do harm there; so it is asked first.
//
// What the two type themselves they have named themselves, and it is not asked a second time; nor is what a page inside the network
// leads to. Asked is whenever a page with a public name leads inside, by its own name or by what the name resolves to.
import { BlockList, isIP } from 'node:net'

const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(network, bits, 'ipv6')

/** Names that never leave a network (RFC 6761, 6762, 8375, and .internal as ICANN reserved it). */
const insideNames = /(^|\.)(localhost|local|internal|home\.arpa|lan)$/

/** Whether an IP address lies inside (RFC 1918, 3927, 4193, 4291, 6598). IPv6 with or without brackets. */
export function isInsideIp(ip: string): boolean {
  const bare = ip.replace(/^\[|\]$/g, '')
  const version = isIP(bare)
  return version !== 0 && inside.check(bare, version === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a host lies inside by what it is called, without looking anything up. A name without a dot is one of this network. */
export function isInsideHost(host: string): boolean {
  const bare = host.toLowerCase().replace(/\.$/, '')
  if (isIP(bare.replace(/^\[|\]$/g, '')) !== 0) return isInsideIp(bare)
  return !bare.includes('.') || insideNames.test(bare)
}

export interface InsideGuard {
  /**
   * Where a request would lead inside the network without having been allowed to: the host, with what it resolves to. Null where it may go.
   * @param from the page that asks
   */
  readonly judge: (url: string, from: string) => Promise<string | null>
  /** From now on this host may be reached from anywhere in this view. */
  readonly allow: (url: string) => void
}

const rememberedHosts = 2_000

/** @param resolve the IP addresses of a name; a rejection means that nobody knows, and then the request fails by itself */
export function openInsideGuard(resolve: (host: string) => Promise<readonly string[]>): InsideGuard {
  const allowed = new Set<string>()
  const resolved = new Map<string, Promise<string | null>>()

  const lookUp = (host: string): Promise<string | null> => {
    const known = resolved.get(host)
    if (known) return known
    const found = resolve(host).then(
      (ips) => ips.find(isInsideIp) ?? null,
      () => null,
    )
    resolved.set(host, found)
    const oldest = resolved.keys().next()
    if (resolved.size > rememberedHosts && !oldest.done) resolved.delete(oldest.value)
    return found
  }

  return {
    judge: async (url, from) => {
      const host = readHost(url)
      const asker = readHost(from)
      // Nobody asks: the first page of a view, or one that was typed.
      if (host === '' || asker === '' || host === asker || allowed.has(host) || isInsideHost(asker)) return null
      if (isInsideHost(host)) return host
      if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return null
      const ip = await lookUp(host)
      return ip === null ? null : `${host} (${ip})`
    },
    allow: (url) => allowed.add(readHost(url)),
  }
}

function readHost(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
