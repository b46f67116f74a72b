import { createHash } from 'node:crypto';

/** A UUID drawn from these texts, `urn:uuid:` in front (RFC 9562 version 8): the same texts give the same one. */
export function derivedUuid(...seed: readonly string[]): string {
  const hex = createHash('sha256').update(seed.join('\n')).digest('hex');
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `9${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

/** The OID of a UUID (ITU-T X.667: `2.25.` and its number), in at most 45 characters. */
export function uuidOid(urn: string): string {
  return `2.25.${BigInt(`0x${urn.replace('urn:uuid:', '').replaceAll('-', '')}`)}`;
}
