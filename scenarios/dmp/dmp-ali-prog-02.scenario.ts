import { patient } from '../../fixtures/roster.js';
import { checkCdaVersion } from '../cda/index.js';
import { defineScenario, text } from '../harness/index.js';
import { produceNewVersion } from './actions/feeding.js';
import { checkNoDetour, checkSentOnce, checkStateShown } from './checks/feeding.js';
import { checkReplacesCurrent } from './checks/feeding-replacement.js';
import { currentEntryUUID, feedDocument, produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openRecord } from './situations.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/ALI/PROG.02.01.01';

/** Validating a document sends it, without another action, without authorisation and without a search. */
export const sentAtValidation = defineScenario({
  requirement: 'DMP/ALI/PROG.02',
  id: 'DMP/ALI/PROG.02.01',
  title: text(
    'Un document validé part vers le DMP sans autre action',
    'A validated document goes to the DMP by itself',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-auto')],
  precondition: text(
    'INS qualifiée, DMP ouvert, pas d’opposition ; l’utilisateur n’a pas d’autorisation d’accès : alimenter n’en demande pas.',
    'Qualified INS, DMP open, no opposition; the user has no access authorisation: feeding needs none.',
  ),
  async run(t) {
    const person = patient('feed-auto');
    await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
    await t.control('dmp', 'set-authorization', {
      ins: person.ins,
      professional: nationalId('ps1'),
      state: 'none',
    });
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    await t.step(text('Rédiger et valider un document', 'Write and validate a document'), async () => {
      const document = await produce(t, person, { name: 'validation', typeCode: '34112-3' });
      const feedings = await feedingsOf(t, person, document.title, document.since);
      const exchanges = await t.exchanges({ service: 'dmp', keys: { patient: person.ins }, since: document.since });
      judgeLots(t, PROOF, person, feedings);
      t.check(
        PROOF,
        checkSentOnce(feedings, document),
        checkStateShown(document.observed, ['sent'], document),
        checkNoDetour(exchanges),
      );
    });
  },
});

/** A new version replaces the current one, whatever became of its metadata, and the next one replaces that one. */
export const newVersionsReplace = defineScenario({
  requirement: 'DMP/ALI/PROG.02',
  id: 'DMP/ALI/PROG.02.01-remplacement',
  title: text(
    'Une nouvelle version validée remplace la précédente dans le DMP',
    'A validated new version replaces the previous one in the DMP',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-version')],
  precondition: text(
    'Le document a été envoyé au DMP ; sa confidentialité y a ensuite changé, donc son entryUUID aussi.',
    'The document was sent to the DMP; its confidentiality then changed there, and so did its entryUUID.',
  ),
  async run(t) {
    const person = patient('feed-version');
    await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
    const first = await feedDocument(t, person, { name: 'versions', level: 'N3' });
    await t.control('dmp', 'update-confidentiality', { uniqueId: first.uniqueId, confidentiality: ['N', 'MASQUE_PS'] });
    let previous = { uniqueId: first.uniqueId, cda: first.cda };
    for (const version of ['2', '3']) {
      const current = await currentEntryUUID(t, person, previous.uniqueId);
      const replaced = await t.step(text(`Valider la version ${version}`, `Validate version ${version}`), async () => {
        const since = await t.mark();
        const observed = await t.act(produceNewVersion, {
          patient: refOf(person),
          document: { title: first.title },
          text: `Repère versions-v${version}-${t.runKey}\nTexte corrigé.`,
        });
        const feedings = await feedingsOf(t, person, first.title, since);
        judgeLots(t, PROOF, person, feedings);
        t.check(PROOF, checkSentOnce(feedings, first), checkStateShown(observed, ['sent'], first));
        const [feeding] = feedings;
        if (!feeding?.document || !feeding.cda) return undefined;
        t.check(
          PROOF,
          checkReplacesCurrent(feeding, current),
          checkCdaVersion(feeding.cda, previous.cda, feeding.exchange.id),
        );
        return { uniqueId: feeding.document.uniqueId, cda: feeding.cda };
      });
      if (!replaced) return;
      previous = replaced;
    }
  },
});
