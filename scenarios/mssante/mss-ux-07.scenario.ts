import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, type Text, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { configureAutomaticIntegration, openRecordWithMail } from './actions/reception.js';
import { checkIntegratedAutomatically, checkSettingRespected, checkStrict } from './checks/reception-integration.js';
import { openMailboxAs } from './situations-sending.js';
import { AUTOMATIC_INTEGRATION, receive, receivedVersion } from './situations-reception.js';

const PROOF = 'MSS/UX.07.01.01';

/** Off: nothing by itself. On: strictly equal identities only. */
export const automatic = defineScenario({
  requirement: 'MSS/UX.07',
  id: 'MSS/UX.07.01',
  title: text(
    'Intégration automatique paramétrable, à INS strictement égale',
    'Configurable automatic integration, for a strictly equal INS',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: ['mail-in-auto', 'mail-in-strict', 'mail-in-unqualified'].map(holdPatient).concat(AUTOMATIC_INTEGRATION),
  async run(t) {
    const person = patient('mail-in-auto');
    const before = receivedVersion(t, person, { name: 'reglage-inactif' });
    const after = receivedVersion(t, person, { name: 'reglage-actif' });
    await t.step(text('Désactiver, puis recevoir un document', 'Turn it off, then receive a document'), async () => {
      await openMailboxAs(t, 'ps1', 'cardiology');
      const { enabled } = await t.act(configureAutomaticIntegration, { enabled: false });
      await receive(t, 'reglage-inactif', [before]);
      const record = await t.act(openRecordWithMail, { patient: refOf(person) });
      t.check(PROOF, checkSettingRespected(enabled, record, before.title));
    });
    await t.step(text('Activer, puis recevoir un document', 'Turn it on, then receive a document'), async () => {
      const { enabled } = await t.act(configureAutomaticIntegration, { enabled: true });
      await receive(t, 'reglage-actif', [after]);
      const record = await t.act(openRecordWithMail, { patient: refOf(person) });
      t.check(PROOF, checkIntegratedAutomatically(enabled, record, after.title));
    });
    await t.step(
      text('Recevoir des documents dont l’identité diffère', 'Receive documents whose identity differs'),
      async () => {
        const strict = patient('mail-in-strict');
        const different: { title: string; by: Text }[] = [];
        for (const { name, by, as, change } of differencesFrom(strict)) {
          const document = receivedVersion(t, as, { name, ...(change ? { change } : {}) });
          await receive(t, name, [document]);
          different.push({ title: document.title, by });
        }
        t.check(PROOF, checkStrict(await t.act(openRecordWithMail, { patient: refOf(strict) }), different));
      },
    );
    await t.step(
      text(
        'Recevoir un document pour une identité locale non qualifiée',
        'Receive a document for a local identity that is not qualified',
      ),
      async () => {
        const local = patient('mail-in-unqualified');
        const document = receivedVersion(t, local, { name: 'non-qualifiee' });
        await receive(t, 'non-qualifiee', [document]);
        const by = text('une INS locale non qualifiée', 'a local INS that is not qualified');
        const record = await t.act(openRecordWithMail, { patient: refOf(local) });
        t.check(PROOF, checkStrict(record, [{ title: document.title, by }]));
      },
    );
  },
});

/** The same patient but for one thing. */
function differencesFrom(person: Patient): { name: string; by: Text; as: Patient; change?: (cda: string) => string }[] {
  return [
    {
      name: 'autre-matricule',
      by: text('un autre matricule', 'another number'),
      as: { ...person, ins: '285039999996501' },
    },
    {
      name: 'autre-oid',
      by: text('un autre OID', 'another OID'),
      as: person,
      change: (cda) => cda.replace(`root="${person.insOid}"`, 'root="1.2.250.1.213.1.4.11"'),
    },
    {
      name: 'autre-nom',
      by: text('un autre nom de naissance', 'another birth name'),
      as: { ...person, birthFamilyName: 'ESSAI-STRICT' },
    },
    {
      name: 'autre-prenom',
      by: text('un autre premier prénom', 'another first given name'),
      as: { ...person, givenNames: ['SOLANGE'] },
    },
    {
      name: 'autre-naissance',
      by: text('une autre date de naissance', 'another birth date'),
      as: { ...person, birthDate: '1985-03-15' },
    },
    { name: 'autre-sexe', by: text('un autre sexe', 'another sex'), as: { ...person, gender: 'M' } },
  ];
}
