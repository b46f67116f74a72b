/** Which certificates are revoked now. Serial numbers are hexadecimal, any case. */
export interface RevocationList {
  isRevoked: (serial: string) => boolean;
  /** When it was revoked; undefined when it is not. */
  revokedAt: (serial: string) => Date | undefined;
  set: (serial: string, revoked: boolean) => void;
  /** Every revoked serial number, upper case. */
  serials(): string[];
  /** How many times the list changed. */
  readonly version: number;
}

/** A list where these serial numbers are revoked, since `since`. */
export function createRevocationList(serials: readonly string[], since: Date): RevocationList {
  const revoked = new Map(serials.map((serial) => [normal(serial), since]));
  let version = 0;
  return {
    get version() {
      return version;
    },
    isRevoked: (serial) => revoked.has(normal(serial)),
    revokedAt: (serial) => revoked.get(normal(serial)),
    set: (serial, isRevoked) => {
      if (isRevoked === revoked.has(normal(serial))) return;
      version += 1;
      if (isRevoked) revoked.set(normal(serial), new Date());
      else revoked.delete(normal(serial));
    },
    serials: () => [...revoked.keys()],
  };
}

/** X.509 tools write serial numbers with or without leading zeros and colons. */
function normal(serial: string): string {
  return serial
    .replaceAll(':', '')
    .replace(/^0+(?=.)/, '')
    .toUpperCase();
}
