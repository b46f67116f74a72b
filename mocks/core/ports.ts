/**
 * Offsets from `--port-base`, in a fixed and documented order: a vendor's settings screen must not change between runs.
 * The control plane first, then one per listener. Never reorder; append only.
 */
export const PORT_OFFSETS = {
  control: 0,
  igc: 1,
  dmp: 2,
  dmpWeb: 3,
  smtp: 4,
  smtps: 5,
  imap: 6,
  imaps: 7,
  autoconfig: 8,
  smtpTrial: 9,
  imapTrial: 10,
  annuaire: 11,
  psc: 12,
  pscWallet: 13,
  idp: 14,
  pscRenamed: 15,
  pscRenamedWallet: 16,
  idpRenamed: 17,
  mailSink: 18,
  smsSink: 19,
  pfiMllp: 20,
  pfiMllps: 21,
  dpiMllp: 22,
  dpiMllps: 23,
} as const;

/** A listener that has a fixed port under `--port-base`. */
export type PortName = keyof typeof PORT_OFFSETS;

/** Port to listen on: fixed under `--port-base`, else 0 (any free one). */
export function portFor(name: PortName, portBase: number | undefined): number {
  return portBase === undefined ? 0 : portBase + PORT_OFFSETS[name];
}
