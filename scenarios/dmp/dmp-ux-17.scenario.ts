import { patient, professional, structure } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { configureCountedTypes, configureNewDocumentsPeriod } from './actions/consultation.js';
import { checkLevelApplied, checkMinimumList } from './checks/new-documents.js';
import { emptyDmp, NEW_DOCUMENTS_SETTING, openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.17.01.01';
const LETTER = '11490-0';
const BIOLOGY = '11502-2';
const IMAGING = '18748-4';

type Level = 'structure' | 'service' | 'speciality';

/** Counted types chosen at structure, service and speciality level. */
export const countedTypes = defineScenario({
  requirement: 'DMP/UX.17',
  id: 'DMP/UX.17.01',
  title: text(
    'Types de documents comptés, paramétrables par structure, service et spécialité',
    'Document types counted, configurable per structure, service and speciality',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux17-types'), NEW_DOCUMENTS_SETTING],
  precondition: text(
    'Des tiers ont déposé une lettre de liaison, un compte rendu de biologie et un compte rendu d’imagerie.',
    'Third parties fed a discharge letter, a lab report and an imaging report.',
  ),
  async run(t) {
    const person = patient('ux17-types');
    const user = professional('ps1');
    await openAuthorisedDmp(t, person, 'ps1');
    await emptyDmp(t, person);
    await depositDocument(t, person, { name: 'lettre', typeCode: LETTER });
    await depositDocument(t, person, { name: 'biologie', typeCode: BIOLOGY, author: 'lab1' });
    await depositDocument(t, person, { name: 'imagerie', typeCode: IMAGING, author: 'radiologist1' });
    await t.step(
      text('Se connecter et régler la période sur 30 jours', 'Sign in and set the period to 30 days'),
      async () => {
        await signInAs(t, 'ps1');
        await t.act(configureNewDocumentsPeriod, { mode: 'days', days: 30 });
      },
    );
    await atLevel(t, 'structure', structure(user.structure).finess, 'biologie', {
      [LETTER]: 0,
      [BIOLOGY]: 1,
      [IMAGING]: 0,
    });
    await atLevel(t, 'service', user.account?.service ?? '', 'lettre de liaison', {
      [LETTER]: 1,
      [BIOLOGY]: 0,
      [IMAGING]: 0,
    });
    await atLevel(t, 'speciality', user.specialtyCode ?? '', 'imagerie', { [LETTER]: 0, [BIOLOGY]: 0, [IMAGING]: 1 });
    await t.step(text('Remettre la période d’origine', 'Restore the original period'), () =>
      t.act(configureNewDocumentsPeriod, { mode: 'last-visit' }),
    );
  },
});

/** One level at a time: which level wins when several are set is the vendor's choice. */
function atLevel(
  t: ScenarioContext,
  level: Level,
  target: string,
  category: string,
  expected: Readonly<Record<string, number>>,
): Promise<void> {
  const words = { structure: 'la structure', service: 'le service', speciality: 'la spécialité' };
  return t.step(
    text(`Paramétrer pour ${words[level]}, ouvrir le dossier`, `Configure per ${level}, open the record`),
    async () => {
      const settings = await t.act(configureCountedTypes, { level, target, categories: [category] });
      if (level === 'structure') t.check(PROOF, checkMinimumList(settings.availableCategories));
      const { newDocuments } = await openRecord(t, patient('ux17-types'));
      t.check(PROOF, checkLevelApplied(level, newDocuments, expected));
      await t.act(configureCountedTypes, { level, target, categories: null });
    },
  );
}
