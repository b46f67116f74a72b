import { documentType } from '../../fixtures/documents/document-types.js';
import type { Patient } from '../../fixtures/people.js';
import { type CdaDocument, idText } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { type ScenarioContext, type Tenant, text } from '../harness/index.js';
import { type NewDocument, produceDocument, type SendingState, type Visibility } from './actions/feeding.js';
import type { Feeding } from './checks/feeding.js';
import { feedingsOf } from './feedings.js';
import { openRecord } from './situations.js';
import { refOf, signInAs } from '../record/index.js';

/** The care unit whose historical feeding is set and run; scenarios that do so hold this. */
export const HISTORY_UNIT: Tenant = { name: 'setting:history-feeding' };

const VISIBLE: Visibility = {
  maskedToProfessionals: false,
  invisibleToPatient: false,
  invisibleToRepresentatives: false,
};

/** A document to have the SUT write; the rest gets ordinary values. */
export interface Production {
  /** Short name, unique in the scenario; goes into the title. */
  name: string;
  /** 11490-0 unless told. */
  typeCode?: string;
  /** N1 unless told. */
  level?: 'N1' | 'N3';
  /** YYYY-MM-DD. */
  actDate?: string;
  unit?: string;
  formerAuthor?: string;
  visibility?: Partial<Visibility>;
  /** False to withhold it; sent unless told. */
  send?: boolean;
}

/** A document the SUT wrote. */
export interface ProducedDocument {
  /** Unique in the run. */
  title: string;
  typeCode: string;
  /** A sentence only this document has. */
  marker: string;
  /** Position in the journal before it was written. */
  since: number;
  /** What the screen showed. */
  observed: { withheldByDefault: boolean; validated: boolean; state: SendingState; stateText: string };
}

/** The input of produceDocument for a production, with a title and a sentence unique in the run. */
export function newDocument(t: ScenarioContext, person: Patient, production: Production): NewDocument {
  const { name, typeCode = '11490-0', level = 'N1', actDate, unit, formerAuthor, send = true } = production;
  return {
    patient: refOf(person),
    title: `${documentType(typeCode).label} ${name} ${t.runKey}`,
    typeCode,
    level,
    text: `Repère ${name}-${t.runKey}\nTexte du document ${name}.`,
    ...(actDate === undefined ? {} : { actDate }),
    ...(unit === undefined ? {} : { unit }),
    ...(formerAuthor === undefined ? {} : { formerAuthor }),
    visibility: { ...VISIBLE, ...production.visibility },
    send,
  };
}

/** Has the SUT write and validate a document; inside a step, its patient's record open. */
export async function produce(t: ScenarioContext, person: Patient, production: Production): Promise<ProducedDocument> {
  const document = newDocument(t, person, production);
  const since = await t.mark();
  const observed = await t.act(produceDocument, document);
  const [marker = ''] = document.text.split('\n');
  return { title: document.title, typeCode: document.typeCode, marker, since, observed };
}

/** A document that is in the DMP because the SUT fed it. */
export interface FedDocument extends ProducedDocument {
  /** XDS uniqueId. */
  uniqueId: string;
  /** `root` or `root^extension`, common to all versions. */
  setId: string;
  cda: CdaDocument;
  feeding: Feeding;
}

/**
 * Precondition of scenarios about what the SUT fed: signs in, opens the record, writes a document and reads in the
 * journal what left. A step of its own. Throws BANC_OBSERVATION_INVALID when nothing was fed: what follows has no object.
 */
export async function feedDocument(
  t: ScenarioContext,
  person: Patient,
  production: Production,
  professional = 'ps1',
): Promise<FedDocument> {
  return t.step(text('Produire un document et alimenter le DMP', 'Produce a document and feed the DMP'), async () => {
    await signInAs(t, professional);
    await openRecord(t, person);
    const document = await produce(t, person, production);
    const feedings = await feedingsOf(t, person, document.title, document.since);
    const feeding = feedings.find((one) => one.accepted);
    if (!feeding?.document || !feeding.cda) {
      throw new BancError(
        'BANC_OBSERVATION_INVALID',
        `Aucune alimentation acceptée n’a été vue pour « ${document.title} » : la suite du scénario n’a pas d’objet.`,
      );
    }
    return {
      ...document,
      uniqueId: feeding.document.uniqueId,
      setId: idText(feeding.cda.setId),
      cda: feeding.cda,
      feeding,
    };
  });
}

/** A day some months ago, YYYY-MM-DD: the date of an act of an earlier episode. */
export function monthsAgo(months: number): string {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}

/** entryUUID a document has in the DMP now. */
export async function currentEntryUUID(t: ScenarioContext, person: Patient, uniqueId: string): Promise<string> {
  const { documents } = await t.control<{ documents: { uniqueId: string; entryUUID: string }[] }>('dmp', 'get-record', {
    ins: person.ins,
  });
  return documents.findLast((one) => one.uniqueId === uniqueId)?.entryUUID ?? '';
}
