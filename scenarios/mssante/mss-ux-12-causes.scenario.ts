import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkOutcomeShown } from './checks/pfi-reception-screen.js';
import { judgeAll, PFI_ADDRESS, refusedWith, setErrorMailboxes, shownMessage } from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/UX.12.01.01';

/** Every reason of a refusal that comes from the identity of the patient. */
export const identityCauses = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-identite',
  title: text(
    'Identité absente, inconnue, incomplète ou différente : chaque cause avec son code',
    'Identity missing, unknown, incomplete or different: each cause with its code',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-traits')],
  async run(t) {
    const person = patient('ux12-traits');
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (
      name: string,
      dpiRefuses: string,
      change: Parameters<typeof thirdPartyDocument>[2]['change'],
      who = person,
    ) =>
      deliverThirdPartyMail(t, {
        name,
        to: PFI_ADDRESS,
        document: thirdPartyDocument(t, who, { name, ...(change ? { change } : {}) }),
        dpiRefuses,
      });
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('document sans INS', 'document without INS'),
        mail: await send('sans-ins', '903', (cda) =>
          cda.replace(new RegExp(`<id [^>]*extension="${person.ins}"[^>]*/>`), ''),
        ),
        outcome: refusedWith('903'),
      },
      {
        about: text('INS dont la clé diffère', 'INS whose key differs'),
        mail: await send('autre-cle', '902', undefined, { ...person, ins: otherKey(person.ins) }),
        outcome: refusedWith('902', '904'),
      },
      {
        about: text('date de naissance absente', 'birth date missing'),
        mail: await send('sans-date', '905', (cda) => cda.replace(/<birthTime [^>]*\/>/, '')),
        outcome: refusedWith('905'),
      },
      {
        about: text('INS connue, date de naissance et sexe différents', 'known INS, different birth date and sex'),
        mail: await send('autres-traits', '904', undefined, { ...person, birthDate: '1960-01-04', gender: 'F' }),
        outcome: refusedWith('904'),
      },
    ]);
  },
});

/** Refusals that come from the version, or from who asks for it. */
export const versionCauses = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-versions',
  title: text(
    'Version dépassée ou auteur non autorisé : chaque cause avec son code',
    'Outdated version or author not allowed: each cause with its code',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-chain')],
  async run(t) {
    const person = patient('ux12-chain');
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const first = thirdPartyDocument(t, person, { name: 'chaine' });
    const second = thirdPartyDocument(t, person, { name: 'chaine', version: 2, replaces: first.uniqueId });
    const late = thirdPartyDocument(t, person, {
      name: 'chaine',
      version: 2,
      twin: 'bis',
      replaces: first.uniqueId,
    });
    const foreign = thirdPartyDocument(t, person, {
      name: 'chaine',
      version: 3,
      replaces: second.uniqueId,
      author: 'gp1',
    });
    for (const document of [first, second]) {
      const about = text(`remettre la version ${document.version}`, `hand version ${document.version} over`);
      await t.step(about, async () => {
        const name = `chaine-v${document.version}`;
        const shown = await shownMessage(t, await deliverThirdPartyMail(t, { name, to: PFI_ADDRESS, document }));
        t.check(PROOF, checkOutcomeShown(shown, ['handed-over'], about));
      });
    }
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('version qui n’est pas la suite de la dernière', 'version that does not follow the latest'),
        mail: await deliverThirdPartyMail(t, {
          name: 'chaine-depassee',
          to: PFI_ADDRESS,
          document: late,
          dpiRefuses: '900',
        }),
        outcome: refusedWith('900'),
      },
      {
        about: text('remplacement par une autre organisation', 'replacement by another organisation'),
        mail: await deliverThirdPartyMail(t, {
          name: 'chaine-etrangere',
          to: PFI_ADDRESS,
          document: foreign,
          dpiRefuses: '901',
        }),
        outcome: refusedWith('901'),
      },
    ]);
  },
});

/** The same 13 digits with a key of another number. */
function otherKey(ins: string): string {
  return `${ins.slice(0, 13)}${ins.endsWith('11') ? '12' : '11'}`;
}
