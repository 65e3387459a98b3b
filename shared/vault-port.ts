// How the Desk and the Vault speak over their MessagePort: numbered questions one way, answers and notices the other.
import type { DeskAsk, DeskNotice, Intention, Notice, Refusal } from './contract'

/** Desk to Vault. `intention` was asked by the Face and already parsed once; `desk` only the Desk itself can ask. */
export type VaultQuestion =
  | { readonly id: number; readonly from: 'face'; readonly name: Intention; readonly input: unknown }
  | { readonly id: number; readonly from: 'desk'; readonly name: DeskAsk; readonly input: unknown }

/** Vault to Desk. */
export type VaultMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly error: Refusal }
  | { readonly kind: 'notice'; readonly notice: Notice | DeskNotice }

/** Environment variables by which the Desk tells the Vault where it stands. Folders are absolute. */
export const vaultEnvironment = {
  /** The data folder: school file, case files, halt marker. */
  home: 'INCIDENT_ROOM_HOME',
  /** Where documents and handovers are saved to. */
  exports: 'INCIDENT_ROOM_EXPORTS',
  /** The `resources` folder of the application. */
  resources: 'INCIDENT_ROOM_RESOURCES',
  version: 'INCIDENT_ROOM_VERSION',
} as const
