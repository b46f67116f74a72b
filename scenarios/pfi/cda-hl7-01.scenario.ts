import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { composeFlow, hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { checkRefused, checkTaken } from './checks/flow-acknowledgement.js';
import { checkDeleted, checkEntry, checkFed, checkReplaced, checkSender } from './checks/flow-feeding.js';
import { checkShown } from './checks/flow-screen.js';
import { feedingsOf, judgeAnswers, registeredOf, sendFlow, shownFlow } from './flow-situations.js';

const PROOF = 'CDA/HL7.01.01.01';

/** Messages of both forms, both charsets and the three acts are taken over, and the DMP is fed as they say. */
export const messagesTaken = defineScenario({
  requirement: 'CDA/HL7.01',
  id: 'CDA/HL7.01.01-pfi',
  title: text(
    'Recevoir les messages ORU et MDM du DPI et alimenter le DMP',
    'Receive the ORU and MDM messages of the DPI and feed the DMP',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('flow-acknowledged')],
  async run(t) {
    const person = patient('flow-acknowledged');
    const flags = { DESTDMP: true };
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));

    const oru = composeFlow(t, { name: 'consultation', person, form: 'ORU', typeCode: '11488-4', flags });
    await t.step(text('Envoyer un ORU', 'Send an ORU'), async () => {
      const answer = await sendFlow(t, PROOF, oru, to);
      const feedings = await feedingsOf(t, PROOF, oru);
      t.check(
        PROOF,
        ...judgeAnswers([answer]),
        checkTaken([answer]),
        checkFed(feedings, oru),
        ...feedings.slice(0, 1).map(checkEntry),
      );
    });

    const created = composeFlow(t, {
      name: 'séjour',
      person,
      typeCode: '34112-3',
      charset: '8859/15',
      sender: 'ps2',
      structureAs: 'FINEG',
      flags: { ...flags, CONNEXION_SECRETE: true },
    });
    await t.step(
      text(
        'Envoyer un MDM en ISO 8859-15, d’un autre professionnel, en connexion secrète',
        'Send an MDM in ISO 8859-15, by another professional, with a secret connection',
      ),
      async () => {
        const answer = await sendFlow(t, PROOF, created, to);
        const feedings = await feedingsOf(t, PROOF, created);
        t.check(PROOF, ...judgeAnswers([answer]), checkTaken([answer]), checkFed(feedings, created));
        for (const feeding of feedings.slice(0, 1)) t.check(PROOF, checkEntry(feeding), checkSender(feeding, created));
        t.check(PROOF, checkShown(await shownFlow(t, created), { dmp: 'done' }));
      },
    );

    const next = composeFlow(t, {
      name: 'séjour',
      person,
      act: 'replace',
      version: 2,
      previous: created,
      typeCode: '34112-3',
      sender: 'ps2',
      flags,
    });
    await t.step(text('Le remplacer (MDM^T10)', 'Replace it (MDM^T10)'), async () => {
      const answer = await sendFlow(t, PROOF, next, to);
      const feedings = await feedingsOf(t, PROOF, next);
      t.check(PROOF, ...judgeAnswers([answer]), checkTaken([answer]), checkFed(feedings, next));
      t.check(PROOF, checkReplaced(await registeredOf(t, next), next, created));
    });

    const removed = composeFlow(t, {
      name: 'séjour',
      person,
      act: 'delete',
      version: 2,
      previous: next,
      sender: 'ps2',
      typeCode: '34112-3',
      flags,
    });
    await t.step(text('Le supprimer (MDM^T04)', 'Delete it (MDM^T04)'), async () => {
      const since = await t.mark();
      const answer = await sendFlow(t, PROOF, removed, to);
      const deletion = { service: 'dmp', transaction: 'td3-3c', keys: { patient: person.ins }, since };
      await t.expectExchange(deletion);
      t.attachExchanges(PROOF, await t.exchanges(deletion));
      t.check(
        PROOF,
        ...judgeAnswers([answer]),
        checkTaken([answer]),
        checkDeleted(await registeredOf(t, removed), removed),
      );
    });

    const incoherent = composeFlow(t, {
      name: 'incohérent',
      person,
      flags,
      change: (er7) => er7.replace('\rORC|NW', '\rORC|CA'),
    });
    await t.step(
      text('Envoyer un message incohérent (MDM^T02, ORC-1 à CA)', 'Send an incoherent message (MDM^T02, ORC-1 at CA)'),
      async () => {
        const answer = await sendFlow(t, PROOF, incoherent, to);
        const fed = await t.watchQuiet({ service: 'dmp', keys: { document: incoherent.uniqueId } });
        t.check(PROOF, ...judgeAnswers([answer]), checkRefused(answer, fed.length));
      },
    );
  },
});
