import { createHash } from 'node:crypto';
import type { XdmArchive, XdmDocument } from '../../../mocks/wire/xdm-archive.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';
import { inDocument, type XdmContext } from './xdm-context.js';

const INTEGRITY: CheckDeclaration = {
  id: 'mss.xdm.integrity',
  title: text(
    'Empreinte, taille et nom de chaque document : ceux du fichier joint',
    'Hash, size and name of each document: those of the file',
  ),
  rule: {
    reference: 'CI-SIS, Échange de documents de santé ; IHE ITI TF-3 §4.2.3 (hash, size, URI)',
    confidence: 'stated',
  },
};

/** X03 of mssante.md §10. */
export function checkXdmIntegrity({ documents }: XdmArchive, { exchange }: XdmContext): Finding {
  return judgement(INTEGRITY, {
    expected: text('SHA-1, octets et fichier présents', 'SHA-1, bytes and file there'),
    breaches: documents.flatMap((document, rank) => inDocument(document, rank, integrityBreaches(document))),
    found: documents.map(({ entry }) => `${entry.uri} ${entry.hash ?? ''} (${entry.size ?? ''})`).join(', '),
    exchange,
    where: documents.map(({ path = '' }) => path).join(', '),
  });
}

function integrityBreaches({ entry, bytes, path = '' }: XdmDocument): Breach[] {
  const { uri, hash = '', size = '' } = entry;
  if (!bytes) return [broken(text(`URI « ${uri} » : aucun fichier`, `URI "${uri}": no such file`), 'Slot[URI]')];
  const actual = createHash('sha1').update(bytes).digest('hex').toUpperCase();
  const breaches: Breach[] = [];
  if (hash.toUpperCase() !== actual) {
    breaches.push(different('hash', hash, actual));
  } else if (hash !== actual) {
    breaches.push(remarked(text('hash en minuscules', 'hash in lower case'), 'Slot[hash]'));
  }
  if (size !== String(bytes.length)) breaches.push(different('size', size, String(bytes.length)));
  if (!path.endsWith(`/${uri}`)) {
    breaches.push(remarked(text(`URI « ${uri} », fichier « ${path} »`, `URI "${uri}", file "${path}"`), 'Slot[URI]'));
  }
  return breaches;
}

function different(slot: string, said: string, actual: string): Breach {
  return broken(
    text(`${slot} : METADATA « ${said} », fichier « ${actual} »`, `${slot}: METADATA "${said}", file "${actual}"`),
    `Slot[${slot}]`,
  );
}
