import { UNKNOWN_PATIENT } from '../../fixtures/roster-patients-pfi-in.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { restartReception } from './actions/pfi-reception.js';
import { checkOutcomeShown } from './checks/pfi-reception-screen.js';
import {
  INTEGRATED,
  judgeAll,
  judgeReturns,
  PFI_ADDRESS,
  refusedWith,
  returnsAbout,
  setErrorMailboxes,
  shownMessage,
  watchReturns,
} from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/UX.12.01.01';

/** Truth table: refused or integrated, read receipt asked for or not. */
export const truthTable = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01',
  title: text(
    'Erreur aux boîtes paramétrées dans tous les cas, accusé à l’expéditeur seulement s’il l’a demandé',
    'Error to the configured mailboxes in every case, receipt to the sender only when asked for',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-known')],
  precondition: text(
    'Un patient est connu du DPI, un autre ne l’est pas ; deux boîtes locales reçoivent les erreurs d’intégration.',
    'One patient is known to the DPI, another is not; two local mailboxes receive integration errors.',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (name: string, known: boolean, receipt?: 'sender' | 'other') => {
      const person = known ? patient('ux12-known') : UNKNOWN_PATIENT;
      const document = thirdPartyDocument(t, person, { name });
      return deliverThirdPartyMail(t, { name, to: PFI_ADDRESS, document, ...(receipt ? { receipt } : {}) });
    };
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('document refusé, accusé demandé', 'document refused, receipt asked for'),
        mail: await send('refuse-accuse', false, 'other'),
        outcome: refusedWith('902'),
      },
      {
        about: text('document refusé, aucun accusé demandé', 'document refused, no receipt asked for'),
        mail: await send('refuse-simple', false),
        outcome: refusedWith('902'),
      },
      {
        about: text('document intégré, accusé demandé', 'document integrated, receipt asked for'),
        mail: await send('integre-accuse', true, 'sender'),
        outcome: INTEGRATED,
      },
      {
        about: text('document intégré, aucun accusé demandé', 'document integrated, no receipt asked for'),
        mail: await send('integre-simple', true),
        outcome: INTEGRATED,
      },
    ]);
  },
});

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
    const send = (name: string, change: Parameters<typeof thirdPartyDocument>[2]['change'], who = person) =>
      deliverThirdPartyMail(t, {
        name,
        to: PFI_ADDRESS,
        document: thirdPartyDocument(t, who, { name, ...(change ? { change } : {}) }),
      });
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('document sans INS', 'document without INS'),
        mail: await send('sans-ins', (cda) => cda.replace(new RegExp(`<id [^>]*extension="${person.ins}"[^>]*/>`), '')),
        outcome: refusedWith('903'),
      },
      {
        about: text('INS dont la clé diffère', 'INS whose key differs'),
        mail: await send('autre-cle', undefined, { ...person, ins: otherKey(person.ins) }),
        outcome: refusedWith('902', '904'),
      },
      {
        about: text('date de naissance absente', 'birth date missing'),
        mail: await send('sans-date', (cda) => cda.replace(/<birthTime [^>]*\/>/, '')),
        outcome: refusedWith('905'),
      },
      {
        about: text('INS connue, date de naissance et sexe différents', 'known INS, different birth date and sex'),
        mail: await send('autres-traits', undefined, { ...person, birthDate: '1960-01-04', gender: 'F' }),
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
        mail: await deliverThirdPartyMail(t, { name: 'chaine-depassee', to: PFI_ADDRESS, document: late }),
        outcome: refusedWith('900'),
      },
      {
        about: text('remplacement par une autre organisation', 'replacement by another organisation'),
        mail: await deliverThirdPartyMail(t, { name: 'chaine-etrangere', to: PFI_ADDRESS, document: foreign }),
        outcome: refusedWith('901'),
      },
    ]);
  },
});

/** An archive nobody can read: by its purpose, the local mailboxes are told. */
export const unreadableArchive = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-archive',
  title: text(
    'Archive illisible : les boîtes paramétrées sont prévenues',
    'Unreadable archive: the configured mailboxes are told',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-again')],
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const document = thirdPartyDocument(t, patient('ux12-again'), { name: 'illisible' });
    const damaged = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(2_000, 0x2a)]);
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('archive illisible', 'unreadable archive'),
        mail: await deliverThirdPartyMail(t, {
          name: 'illisible',
          to: PFI_ADDRESS,
          document,
          archive: { content: damaged },
        }),
        outcome: { answer: 'unreadable', codes: [] },
      },
    ]);
  },
});

/** A message is answered once, whatever the number of times its mailbox is read. */
export const answeredOnce = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-redemarrage',
  title: text(
    'Aucun second retour après un redémarrage ni après une nouvelle relève',
    'No second return after a restart nor after another reading',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-again')],
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (name: string) =>
      deliverThirdPartyMail(t, {
        name,
        to: PFI_ADDRESS,
        document: thirdPartyDocument(t, UNKNOWN_PATIENT, { name }),
        receipt: 'sender',
      });
    const about = text('message déjà traité', 'message already treated');
    const mail = await t.step(text('Traiter un message refusé', 'Treat a refused message'), async () => {
      const sent = await send('encore-premier');
      t.check(PROOF, checkOutcomeShown(await shownMessage(t, sent), ['refused'], about));
      await returnsAbout(t, sent, since, 1 + errorMailboxes.length);
      return sent;
    });
    await t.step(
      text('Redémarrer, puis recevoir un autre message', 'Restart, then receive another message'),
      async () => {
        await t.act(restartReception, {});
        const other = await send('encore-second');
        await shownMessage(t, other);
        await returnsAbout(t, other, since, 1 + errorMailboxes.length);
        await watchReturns(t);
        await judgeReturns(t, PROOF, mail, since, { ...refusedWith('902'), errorMailboxes });
      },
    );
  },
});

/** The same 13 digits with a key of another number. */
function otherKey(ins: string): string {
  return `${ins.slice(0, 13)}${ins.endsWith('11') ? '12' : '11'}`;
}
