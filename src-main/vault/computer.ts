// Which computer this is (procedure step 5): what the machine says of itself, so that a case that turns up elsewhere says so.
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { ComputerIdentity } from 'shared/parts'
import { osInfo, system, uuid } from 'systeminformation'

/** The designated computer's identity without its location, which people name. Empty strings where the machine does not say. */
export async function identifyComputer(): Promise<Omit<ComputerIdentity, 'location'>> {
  const [machine, os, ids] = await Promise.all([system(), osInfo(), uuid()])
  return {
    maker: clean(machine.manufacturer),
    model: clean([machine.model, machine.version].filter((part) => clean(part) !== '').join(' ')),
    serial: clean(machine.serial),
    os: clean([os.distro, os.release, os.arch].filter((part) => part !== '').join(' ')),
    hostname: clean(hostname()),
    machine: createHash('sha256').update(`incident-room/machine/v1\0${ids.os}\0${ids.hardware}`).digest('hex'),
  }
}

/** Placeholders that firmware leaves where nobody filled the field in. */
function clean(text: string): string {
  const trimmed = text.trim().slice(0, 200)
  return /^(-|none|unknown|not specified|to be filled by o\.?e\.?m\.?|default string)$/i.test(trimmed) ? '' : trimmed
}
