import { ASSOCIATION_TYPES } from '../../../mocks/wire/ebrim-objects.js';
import { parseXon } from '../../../mocks/wire/hl7-types.js';
import { lotSignatureProblems } from '../../../mocks/wire/lot-signature.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import { type Feeding, SIGNATURE_TYPE } from './feeding.js';

const MTOM: CheckDeclaration = {
  id: 'dmp.td2-1.mtom',
  title: text('Les documents voyagent en MTOM (XOP)', 'Documents travel as MTOM (XOP)'),
  rule: { reference: 'GI DMP EX_2.1-1260', confidence: 'stated' },
};

const STRUCTURE: CheckDeclaration = {
  id: 'dmp.td2-1.lot',
  title: text(
    'Le lot a son document de signature, lié et cohérent, et chaque objet en est membre',
    'The lot has its signature document, linked and consistent, and each object is a member of it',
  ),
  rule: { reference: 'GI DMP, TD2.1 : composition du lot (dmp.md §9)', confidence: 'stated' },
};

const INDIRECT: CheckDeclaration = {
  id: 'dmp.td2-1.indirect',
  title: text(
    'VIHF en mode INDIRECTE, dont la structure est celle d’un auteur du lot',
    'VIHF in INDIRECTE mode, whose structure is that of an author of the lot',
  ),
  rule: { reference: 'GI DMP, matrice des habilitations et Identifiant_Structure (dmp.md §13)', confidence: 'stated' },
};

const VISIBILITY: CheckDeclaration = {
  id: 'dmp.td2-1.visibility',
  title: text(
    'La visibilité demandée est dans le lot, et elle seule',
    'The visibility asked for is in the lot, and nothing else',
  ),
  rule: { reference: 'REM DMP/va1.04 ; GI DMP, confidentialityCode', confidence: 'stated' },
};

const SYSTEM_SLOTS: CheckDeclaration = {
  id: 'dmp.td2-1.system-attributes',
  title: text(
    'hash, size et repositoryUniqueId sont laissés au système',
    'hash, size and repositoryUniqueId are left to the system',
  ),
  rule: { reference: 'dmp.md §9 : absents de l’exemple officiel, envoyés par d’autres', confidence: 'inferred' },
};

/** A lot, seen in an exchange of a run or read in a file. */
export type SentLot = Omit<Feeding, 'exchange' | 'accepted'> & Partial<Pick<Feeding, 'exchange'>>;

/** What every lot owes whatever its document: MTOM, signature and associations, INDIRECTE mode (PNR-1, PNR-2, VIHF-5). */
export function checkLot(feeding: SentLot): Finding[] {
  return [checkMtom(feeding), checkComposition(feeding), checkIndirect(feeding), ...systemAttributes(feeding)];
}

function inExchange(exchange: Feeding['exchange'] | undefined): Pick<Finding, 'exchange'> {
  return exchange ? { exchange: exchange.id } : {};
}

function checkMtom({ mtom, lot, exchange }: SentLot): Finding {
  const inline = lot?.tolerated.filter((words) => words.includes('base64')) ?? [];
  return verify(MTOM, mtom && inline.length === 0, {
    expected: text('multipart/related et xop:Include', 'multipart/related and xop:Include'),
    received:
      mtom && inline.length === 0
        ? 'multipart/related, xop:Include'
        : text('documents en base64 dans l’enveloppe', 'documents in base64 inside the envelope'),
    locator: 'Content-Type, xdsb:Document',
    ...inExchange(exchange),
  });
}

function checkComposition(feeding: SentLot): Finding {
  const problems = compositionProblems(feeding);
  return verify(STRUCTURE, problems.length === 0, {
    expected: text(
      'un document de signature de type E1762, association signs vers le lot, HasMember pour chaque document, empreintes justes',
      'a signature document of type E1762, association signs to the lot, HasMember for each document, right digests',
    ),
    received: joinTexts(problems, text(' ; ', '; '), text('lot complet et signé', 'complete and signed lot')),
    locator: 'rim:RegistryObjectList',
    ...inExchange(feeding.exchange),
  });
}

function compositionProblems({ lot, document, content, problem }: SentLot): Text[] {
  if (!lot || !document || !content) {
    return [text(`lot illisible ${problem ?? ''}`, `unreadable lot ${problem ?? ''}`)];
  }
  const { submissionSet, documents, associations } = lot.submission;
  const set = submissionSet.entryUUID;
  const problems: Text[] = [];
  for (const { entryUUID } of documents) {
    const isMember = associations.some(
      ({ type, source, target }) => type === ASSOCIATION_TYPES.hasMember && source === set && target === entryUUID,
    );
    if (!isMember) problems.push(text(`HasMember absent vers ${entryUUID}`, `HasMember missing to ${entryUUID}`));
  }
  const signature = documents.find(({ typeCode }) => typeCode?.code === SIGNATURE_TYPE);
  const bytes = signature && lot.contents.get(signature.entryUUID);
  if (!signature || !bytes) return [...problems, text('document de signature absent', 'signature document missing')];
  const signs = associations.some(
    ({ type, source, target }) => type === ASSOCIATION_TYPES.signs && source === signature.entryUUID && target === set,
  );
  if (!signs) problems.push(text('association signs absente', 'association signs missing'));
  const signed = { uniqueId: submissionSet.uniqueId, documents: [{ uniqueId: document.uniqueId, content }] };
  for (const { message, where } of lotSignatureProblems(bytes, signed)) {
    problems.push(text(`${message} (${where})`, `signature: ${message} (${where})`));
  }
  return problems;
}

function checkIndirect({ vihf, lot, exchange }: SentLot): Finding {
  const authors = [
    ...(lot?.submission.submissionSet.authors ?? []),
    ...(lot?.submission.documents ?? []).flatMap((one) => one.authors),
  ];
  const structures = [...new Set(authors.flatMap(({ institutions }) => institutions.map((xon) => parseXon(xon).id)))];
  const structure = vihf?.structureId ?? '';
  const holds = vihf?.authenticationMode === 'INDIRECTE' && structures.includes(structure);
  return verify(INDIRECT, holds, {
    expected: text('INDIRECTE, structure parmi les authorInstitution', 'INDIRECTE, structure among authorInstitution'),
    received: text(
      `${vihf?.authenticationMode ?? 'VIHF absent'}, structure ${structure}, authorInstitution ${structures.join(', ')}`,
      `${vihf?.authenticationMode ?? 'no VIHF'}, structure ${structure}, authorInstitution ${structures.join(', ')}`,
    ),
    locator: 'Authentification_mode, Identifiant_Structure',
    ...inExchange(exchange),
  });
}

/** Reported only when some are sent: nothing written forbids it. */
function systemAttributes({ document, exchange }: SentLot): Finding[] {
  const sent = (['hash', 'size', 'repositoryUniqueId'] as const).filter((name) => document?.[name] !== undefined);
  if (sent.length === 0) return [];
  return [
    {
      check: SYSTEM_SLOTS,
      verdict: 'warning',
      received: sent.join(', '),
      locator: 'rim:ExtrinsicObject/rim:Slot',
      ...inExchange(exchange),
    },
  ];
}

/** confidentialityCode of the document: N, R or V, and exactly the visibility codes asked for (PNR-5). */
export function checkVisibility({ document, exchange }: Feeding, wanted: readonly string[]): Finding {
  const codes = document?.confidentialityCodes.map(({ code }) => code) ?? [];
  const hidden = codes.filter((code) => !/^[NRV]$/.test(code)).toSorted();
  const holds = hidden.join() === wanted.toSorted().join() && codes.length > hidden.length;
  return verify(VISIBILITY, holds, {
    expected: ['N', ...wanted].join(', '),
    received: codes.join(', '),
    locator: 'rim:ExtrinsicObject, confidentialityCode',
    exchange: exchange.id,
  });
}
