import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import { parseXcn } from '../../../mocks/wire/hl7-types.js';
import type { XdmArchive } from '../../../mocks/wire/xdm-archive.js';
import type { XdmEntry } from '../../../mocks/wire/xdm-metadata.js';
import { xdsEntryOf } from '../../../mocks/wire/xds-from-cda.js';
import { type Breach, broken, coherenceBreaches, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, notObserved, text } from '../../harness/index.js';
import { inDocument, type XdmContext } from './xdm-context.js';

const COHERENCE: CheckDeclaration = {
  id: 'mss.xdm.coherence',
  title: text('METADATA.XML dit la même chose que le CDA', 'METADATA.XML tells the same as the CDA'),
  rule: {
    reference: 'MSS/CONF.23 ; CI-SIS, lien entre l’en-tête CDA et les métadonnées XDS',
    confidence: 'stated',
  },
};

/** X04 of mssante.md §10: every equality of §5.3; each pair that differs is told with both values. */
export function checkXdmCoherence({ documents }: XdmArchive, { exchange }: XdmContext): Finding {
  const read = documents.flatMap((document, rank) => (document.cda ? [{ document, rank, cda: document.cda }] : []));
  if (read.length === 0) return notObserved(COHERENCE, { received: text('aucun CDA lisible', 'no readable CDA') });
  return judgement(COHERENCE, {
    expected: text('ce que dit le CDA', 'what the CDA says'),
    breaches: read.flatMap(({ document, rank, cda }) => inDocument(document, rank, pairs(document.entry, cda))),
    found: text('identique', 'identical'),
    exchange,
    where: read.map(({ document }) => document.entry.uri).join(', '),
  });
}

function pairs(entry: XdmEntry, cda: CdaDocument): Breach[] {
  const derived = xdsEntryOf(cda, entry.entryUUID);
  return [
    ...coherenceBreaches({ cda, entry }),
    ...peopleBreaches(entry, derived.legalAuthenticator ?? '', cda),
    ...patientInfoBreaches(entry.sourcePatientInfo, derived.sourcePatientInfo),
    ...formatRemarks(entry, derived.formatCode?.code ?? ''),
  ];
}

/** Ids of people are compared by {@link coherenceBreaches}; here their number, and the name of who is responsible. */
function peopleBreaches({ authors, legalAuthenticator = '' }: XdmEntry, derived: string, cda: CdaDocument): Breach[] {
  const breaches: Breach[] = [];
  if (authors.length !== cda.authors.length) {
    breaches.push(different('author', String(authors.length), String(cda.authors.length)));
  }
  const [said, written] = [nameOf(legalAuthenticator), nameOf(derived)];
  if (said !== written) breaches.push(different('legalAuthenticator', said, written));
  return breaches;
}

function nameOf(xcn: string): string {
  const { family, given } = parseXcn(xcn);
  return `${family.trim()} ${given.trim()}`.trim();
}

/** Name of birth and first given name, sex and place of birth; the birth date is compared with the identifiers. */
function patientInfoBreaches(said: readonly string[], derived: readonly string[]): Breach[] {
  const legalName = (info: readonly string[]): string | undefined =>
    info
      .find((one) => /^PID-5\|.*\^L$/.test(one))
      ?.split('^')
      .slice(0, 2)
      .join('^');
  const field = (info: readonly string[], name: string): string | undefined =>
    info.find((one) => one.startsWith(`${name}|`));
  const compared = [
    [legalName(said), legalName(derived)],
    [field(said, 'PID-8'), field(derived, 'PID-8')],
    [field(said, 'PID-11'), field(derived, 'PID-11')],
  ];
  return compared
    .filter(([mine, theirs]) => mine !== undefined && mine !== theirs)
    .map(([mine = '', theirs = '']) => different('sourcePatientInfo', mine, theirs));
}

/** The table of models is not whole: a structured document of another format is told, never refused. */
function formatRemarks({ formatCode }: XdmEntry, derived: string): Breach[] {
  if (derived === 'urn:ihe:pcc:xds-ms:2007' || formatCode?.code === derived) return [];
  const { message, where } = different('formatCode', formatCode?.code ?? '', derived);
  return [remarked(message, where)];
}

function different(attribute: string, said: string, written: string): Breach {
  return broken(
    text(
      `${attribute} : METADATA « ${said} », CDA « ${written} »`,
      `${attribute}: METADATA "${said}", CDA "${written}"`,
    ),
    `DocumentEntry.${attribute}`,
  );
}
