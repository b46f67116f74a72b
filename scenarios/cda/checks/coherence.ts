import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';
import { type Breach, judgement } from './breach.js';
import {
  codeBreaches,
  dateBreaches,
  identifierBreaches,
  peopleCoherenceBreaches,
  type SubmittedDocument,
} from './coherence-rules.js';

const RULE = {
  reference: 'GI DMP EX_2.1-1071 ; lien entre l’en-tête CDA et les métadonnées XDS',
  confidence: 'stated',
} as const;

const FAMILIES: readonly { check: CheckDeclaration; breaches: (document: SubmittedDocument) => Breach[] }[] = [
  {
    check: {
      id: 'cda-xds.identifiers',
      title: text(
        'Document et patient : mêmes identifiants dans le CDA et en XDS',
        'Document and patient: same identifiers in the CDA and in XDS',
      ),
      rule: RULE,
    },
    breaches: identifierBreaches,
  },
  {
    check: {
      id: 'cda-xds.codes',
      title: text(
        'Titre, type, lieu, cadre et format : mêmes codes dans le CDA et en XDS',
        'Title, type, place, setting and format: same codes in the CDA and in XDS',
      ),
      rule: RULE,
    },
    breaches: codeBreaches,
  },
  {
    check: {
      id: 'cda-xds.dates',
      title: text('Dates : les mêmes instants, en UTC dans XDS', 'Dates: the same instants, in UTC in XDS'),
      rule: RULE,
    },
    breaches: dateBreaches,
  },
  {
    check: {
      id: 'cda-xds.people',
      title: text(
        'Auteurs et responsable légal : les mêmes dans le CDA et en XDS',
        'Authors and legal authenticator: the same in the CDA and in XDS',
      ),
      rule: RULE,
    },
    breaches: peopleCoherenceBreaches,
  },
];

/** A document and the metadata sent beside it tell the same (dmp.md §12.6, PNR-3). */
export function checkCdaXds(document: SubmittedDocument, exchange?: string): Finding[] {
  return FAMILIES.map(({ check, breaches }) =>
    judgement(check, {
      expected: text('ce que dit le CDA', 'what the CDA says'),
      breaches: breaches(document),
      found: text('identique', 'identical'),
      exchange,
    }),
  );
}

/** Every pair that differs between a document and its metadata, for a theme that judges them under its own check. */
export function coherenceBreaches(document: SubmittedDocument): Breach[] {
  return FAMILIES.flatMap(({ breaches }) => breaches(document));
}
