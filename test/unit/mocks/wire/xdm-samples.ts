import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the project's authors have beside their checkout; never part of it. */
const SHARED = path.resolve(import.meta.dirname, '../../../../../shared');
const ARCHIVES = path.join(SHARED, 'samples/xdm');
const CASES = path.join(SHARED, 'reference/xdm-cases.tsv');
const OWN = path.join(SHARED, 'reference/mssante-samples');

/** Why tests on official archives are skipped, undefined when they can run. */
export const NO_XDM_SAMPLES =
  existsSync(ARCHIVES) && existsSync(CASES) && existsSync(OWN)
    ? undefined
    : 'the official IHE_XDM archives are not beside the checkout';

/** A group's name, with the reason when it is skipped. */
export function becauseXdm(name: string): string {
  return NO_XDM_SAMPLES ? `${name} (skipped: ${NO_XDM_SAMPLES})` : name;
}

/** A row of the table of official archives. */
export interface XdmCase {
  case: string;
  zip_bytes: string;
  doc_bytes: string;
  typeCode: string;
  formatCode: string;
  uniqueId: string;
  versionNumber: string;
  action: string;
  parentDocumentId: string;
  sha256_zip: string;
}

/** Every official archive, as the table describes it; none without the samples. */
export function xdmCases(): XdmCase[] {
  if (NO_XDM_SAMPLES) return [];
  const [head = '', ...rows] = readFileSync(CASES, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return rows.map(
    (row) => Object.fromEntries(row.split('\t').map((value, i) => [names[i] ?? '', value])) as unknown as XdmCase,
  );
}

/** Bytes of the official archive of a case; letters that are not ASCII are `_` in its name. */
export function officialXdm(name: string): Buffer {
  return readFileSync(path.join(ARCHIVES, `${name.normalize('NFC').replace(/[^\x20-\x7e]/g, '_')}__IHE_XDM.ZIP`));
}

/** Bytes of an archive written for the reference: `v1`, `v2-replace`, `v2-delete`. */
export function referenceXdm(name: string): Buffer {
  return readFileSync(path.join(OWN, `IHE_XDM-${name}.zip`));
}
