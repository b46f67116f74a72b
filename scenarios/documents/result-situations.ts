import { buildCdaN1, buildCdaN3, type CdaInput } from '../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import { withPotassium } from '../../fixtures/documents/laboratory-result.js';
import type { Patient } from '../../fixtures/people.js';
import { professional, structure } from '../../fixtures/roster.js';
import { xdmArchiveOf } from '../../mocks/wire/xdm-from-cda.js';
import type { ScenarioContext } from '../harness/index.js';
import { refOf } from '../record/index.js';
import { importArchive } from './actions/results.js';

/** A laboratory report of a third party. */
export interface Report {
  /** Unique in the run. */
  title: string;
  cda: Buffer;
  /** Sentences any viewer that really displays it shows. */
  sentences: readonly string[];
}

/** A structured report with one potassium result and its interpretation code. */
export function reportWith(t: ScenarioContext, person: Patient, interpretation: string, value: string): Report {
  const input = inputOf(t, person, `biologie-${interpretation.toLowerCase()}`);
  const comment = `Commentaire ${input.marker}`;
  const table = [
    ['Analyse', 'Résultat'],
    ['Ionogramme', `Ligne ${input.marker}`],
  ];
  const cda = buildCdaN3({ ...input, sections: [{ title: 'Chimie', paragraphs: [comment], table }] });
  return {
    title: input.title,
    cda: Buffer.from(withPotassium(value, interpretation)(cda)),
    sentences: [input.marker, comment, `Ligne ${input.marker}`],
  };
}

/** A report as a PDF wrapped in a CDA N1. */
export function wrappedReport(t: ScenarioContext, person: Patient): Report {
  const input = inputOf(t, person, 'biologie-n1');
  return { title: input.title, cda: Buffer.from(buildCdaN1(input)), sentences: [input.marker] };
}

/** Hands an IHE_XDM.zip of one report to the product's user and has it integrated. Inside a step. */
export async function integrate(t: ScenarioContext, person: Patient, { title, cda }: Report): Promise<void> {
  const content = await xdmArchiveOf({ documents: [{ cda }] });
  const { path, file } = await t.handOut(`${title.replaceAll(/\W+/g, '-')}-IHE_XDM.zip`, content);
  await t.act(importArchive, { patient: refOf(person), path, file });
}

function inputOf(t: ScenarioContext, person: Patient, name: string): CdaInput {
  const author = professional('lab1');
  const seed = `${t.runKey}/${person.key}/${name}`;
  return {
    // The number their own laboratory gives them.
    patient: { ...person, ipp: `T${person.ipp}` },
    author,
    structure: structure(author.structure),
    title: `Compte rendu ${name} ${person.key} ${t.runKey}`,
    typeCode: '11502-2',
    effectiveTime: new Date(),
    uid: documentUid(seed),
    setId: documentSetId(seed),
    versionNumber: 1,
    marker: `repère ${name} ${person.key} ${t.runKey}`,
  };
}
