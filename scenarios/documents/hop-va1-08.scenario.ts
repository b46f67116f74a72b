import { patient, professional } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { listWaitingDocuments, type WaitingFilter } from './actions/workflow.js';
import { advanceDocument } from './actions/writing.js';
import { checkDescribed, checkListed } from './checks/work-list.js';
import { named, sentenceOf, start, titleOf } from './writing-situations.js';

const PROOF = 'HOP/va1.08.01.01';
const ALL: WaitingFilter = { professional: '', service: '', status: '' };

/** Documents of two professionals of two services, one of them validated. */
export const waitingList = defineScenario({
  requirement: 'HOP/va1.08',
  id: 'HOP/va1.08.01',
  title: text(
    'Liste des documents en attente par professionnel, service et statut',
    'List of documents waiting by professional, service and state',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-work-list')],
  async run(t) {
    const person = patient('doc-work-list');
    const [mine, theirs, validated] = ['attente', 'a-relire', 'valide'].map((name) => titleOf(t, name)) as [
      string,
      string,
      string,
    ];
    const advance = (title: string, step: 'ask-proofreading' | 'validate') =>
      t.act(advanceDocument, { patient: refOf(person), document: { title }, step });
    await t.step(text('Rédiger trois documents', 'Write three documents'), async () => {
      await signInAs(t, 'ps2');
      await write(t, 'a-relire');
      await advance(theirs, 'ask-proofreading');
      await signInAs(t, 'ps1');
      await write(t, 'attente');
      await write(t, 'valide');
      await advance(validated, 'validate');
    });
    const listed = async (filter: Partial<WaitingFilter>) =>
      (await t.act(listWaitingDocuments, { filter: { ...ALL, ...filter } })).documents;
    const known = [mine, theirs, validated];
    await t.step(text('Afficher la liste entière', 'Show the whole list'), async () => {
      const all = await listed({});
      t.check(
        PROOF,
        checkListed(all, known, [mine, theirs], text('tous', 'all')),
        checkDescribed(all, [
          {
            title: mine,
            ...authorOf('ps1'),
            status: {
              pattern: /r[ée]da|brouillon|valider|attente/i,
              label: text('en rédaction ou à valider', 'being written or to validate'),
            },
          },
          { title: theirs, ...authorOf('ps2'), status: { pattern: /rel/i, label: text('à relire', 'to proofread') } },
        ]),
      );
    });
    await t.step(text('La restreindre', 'Narrow it'), async () => {
      const { professional: name, service } = authorOf('ps2');
      t.check(
        PROOF,
        checkListed(
          await listed({ professional: named('ps1').name }),
          known,
          [mine],
          text('professionnel', 'professional'),
        ),
        checkListed(await listed({ professional: name, service }), known, [theirs], text('service', 'service')),
        checkListed(await listed({ service: authorOf('ps1').service }), known, [mine], text('service', 'service')),
        checkListed(await listed({ status: 'to-proofread' }), known, [theirs], text('statut', 'state')),
      );
    });
  },
});

async function write(t: ScenarioContext, name: string): Promise<void> {
  await start(t, patient('doc-work-list'), { name, typeCode: '11488-4', text: sentenceOf(t, name) });
}

function authorOf(key: string): { professional: string; service: string } {
  return { professional: named(key).name, service: professional(key).account?.service ?? '' };
}
