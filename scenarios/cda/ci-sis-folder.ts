import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { BancError } from '../../mocks/wire/errors.js';

/**
 * The CI-SIS folder a user has (layout of the ANS's TestContenuCDA-3-0: `infrastructure/cda`, `schematrons`,
 * `jeuxDeValeurs`). The bench ships none of it. Source: hl7v2-pfi-cda.md §12.
 */
export interface CiSisFolder {
  /** Absolute path, links resolved. */
  root: string;
  /** Absolute path of CDA_extended.xsd. */
  xsd: string;
}

/** Where CDA_extended.xsd may be: its place in the official folder, or the XSD folder alone. */
const XSD_PLACES = ['infrastructure/cda/CDA_extended.xsd', 'CDA_extended.xsd'];

/** Opens the folder. @throws BancError BANC_CONFIG_INVALID when it holds no CDA_extended.xsd. */
export function openCiSis(folder: string): CiSisFolder {
  const xsd = XSD_PLACES.map((place) => path.join(folder, place)).find((file) => existsSync(file));
  if (!xsd) {
    throw new BancError(
      'BANC_CONFIG_INVALID',
      `${folder} n’est pas un dossier CI-SIS : ni ${XSD_PLACES.join(' ni ')}. Corrigez « ciSis ».`,
    );
  }
  return { root: realpathSync(folder), xsd: realpathSync(xsd) };
}

/** Absolute path of a file of the folder, undefined when there is none or when it lies outside, links followed. */
export function fileInside({ root }: CiSisFolder, file: string): string | undefined {
  const asked = path.resolve(root, file);
  if (!existsSync(asked)) return undefined;
  const real = realpathSync(asked);
  return real.startsWith(root + path.sep) && statSync(real).isFile() ? real : undefined;
}

/** Text of a file of the folder. @throws BancError BANC_CONFIG_INVALID when it is missing or lies outside. */
export function readInside(folder: CiSisFolder, file: string): string {
  const real = fileInside(folder, file);
  if (real === undefined) {
    throw new BancError('BANC_CONFIG_INVALID', `${file} n’est pas dans le dossier CI-SIS ${folder.root}.`);
  }
  return readFileSync(real, 'utf8');
}
