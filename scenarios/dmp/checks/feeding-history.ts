import { parseCdaTime, parseDtm, parseXcn } from '../../../mocks/wire/hl7-types.js';
import type { Author } from '../../../mocks/wire/ebrim-objects.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { Feeding } from './feeding.js';

const ACT_DATE: CheckDeclaration = {
  id: 'dmp.history.act-date',
  title: text(
    'Le document historique porte la date de l’acte, à l’écran, dans le CDA et dans XDS',
    'The historical document carries the date of the act, on screen, in the CDA and in XDS',
  ),
  rule: { reference: 'REM DMP/HISTO.03', confidence: 'stated' },
};

const LEGAL_ENTITY: CheckDeclaration = {
  id: 'dmp.history.legal-entity-author',
  title: text(
    'La personne morale est auteur du lot et du document, avec la personne d’origine',
    'The legal entity is an author of the lot and of the document, with the original person',
  ),
  rule: { reference: 'REM DMP/HISTO.04, dérogation RG_2230', confidence: 'stated' },
};

/** `actDate`: YYYY-MM-DD; `shown`: what the screen displayed. Days are those of Paris, where the act took place. */
export function checkActDate({ document, cda, exchange }: Feeding, actDate: string, shown: string): Finding {
  const inCda = dayIn(cda?.serviceStart ?? '', parseCdaTime);
  const inXds = dayIn(document?.serviceStartTime ?? '', parseDtm);
  const holds = [shown, inCda, inXds].every((day) => day === actDate);
  return verify(ACT_DATE, holds, {
    expected: text(`${actDate} aux trois endroits`, `${actDate} in all three places`),
    received: text(
      `écran ${shown || '—'}, CDA serviceEvent ${inCda || '—'}, XDS serviceStartTime ${inXds || '—'}`,
      `screen ${shown || '—'}, CDA serviceEvent ${inCda || '—'}, XDS serviceStartTime ${inXds || '—'}`,
    ),
    locator: '/ClinicalDocument/documentationOf/serviceEvent/effectiveTime/low/@value ; serviceStartTime',
    exchange: exchange.id,
  });
}

/** A time without hours is a day already. */
function dayIn(time: string, parse: (text: string) => Date | undefined): string {
  if (/^\d{8}$/.test(time)) return time.replace(/(....)(..)(..)/, '$1-$2-$3');
  return parse(time)?.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }) ?? '';
}

const ENTITY_KIND = /^\((structure de soins|service|unité fonctionnelle)\)$/;

/** `original`: PS_IdNat of the person who left RPPS. */
export function checkLegalEntity({ lot, document, exchange }: Feeding, original: string): Finding {
  const places: [Text, readonly Author[]][] = [
    [text('lot', 'lot'), lot?.submission.submissionSet.authors ?? []],
    [text('document', 'document'), document?.authors ?? []],
  ];
  const problems = places.flatMap(([place, authors]) => {
    const persons = authors.map(({ person }) => parseXcn(person ?? ''));
    const entity = persons.some(({ family, given }) => ENTITY_KIND.test(given) && family !== '');
    const kept = persons.some(({ id }) => id === original);
    return [
      ...(entity ? [] : [text(`${place.fr} : personne morale absente`, `${place.en}: legal entity missing`)]),
      ...(kept ? [] : [text(`${place.fr} : personne d’origine absente`, `${place.en}: original person missing`)]),
    ];
  });
  return verify(LEGAL_ENTITY, problems.length === 0, {
    expected: text(
      `auteurs du lot et du document : ${original}, et une personne morale de prénom « (structure de soins) », « (service) » ou « (unité fonctionnelle) »`,
      `authors of the lot and of the document: ${original}, and a legal entity whose given name is "(structure de soins)", "(service)" or "(unité fonctionnelle)"`,
    ),
    received: joinTexts(problems, text(' ; ', '; '), text('les deux, partout', 'both, everywhere')),
    locator: 'authorPerson',
    exchange: exchange.id,
  });
}
