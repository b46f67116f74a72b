import { type CheckDeclaration, defineScenario, dmpActions, type Finding, notObserved, text, verify } from 'banc-segur';
import type { Exchange } from 'banc-segur/mocks';

/** Le point de vérification, déclaré une fois à côté de la fonction qui le calcule. */
const AT_MOST_ONE: CheckDeclaration = {
  id: 'etab.rights-request.at-most-one',
  title: text('L’ouverture du dossier envoie au plus une TD0.2', 'Opening the record sends at most one TD0.2'),
  rule: { reference: 'Règle interne de l’établissement n° 12', confidence: 'stated' },
};

/** Fonction pure : des échanges vers un constat, sans horloge, sans fichier, sans réseau. */
export function checkAtMostOne(exchanges: readonly Exchange[]): Finding {
  const rights = exchanges.filter((exchange) => exchange.transaction === 'td0-2');
  const [first, second] = rights;
  if (!first) return notObserved(AT_MOST_ONE, { received: text('aucune TD0.2', 'no TD0.2') });
  return verify(AT_MOST_ONE, second === undefined, {
    expected: text('une TD0.2 au plus', 'one TD0.2 at most'),
    received: `${rights.length} TD0.2`,
    locator: text('chronologie des échanges', 'timeline of exchanges'),
    exchange: (second ?? first).id,
  });
}

const PROOF = 'ETAB/DMP.01.01.01';
/** Un patient et un professionnel de la liste à charger (banc init), avec ce que la liste en dit. */
const PATIENT = { key: 'camille', ins: '299019999999929', name: 'ESSAI-UN CAMILLE' };
const DOCTOR = { professional: 'ps1', login: 'ps1', password: 'banc-essai-ps1', name: 'Camille ESSAI-PREMIER' };
const RPPS = '99790000212';

/** Une règle propre à un établissement, jugée comme celles du banc. */
export const oneRightsRequest = defineScenario({
  requirement: 'ETAB/DMP.01',
  id: 'ETAB/DMP.01.01',
  title: text('Une seule TD0.2 à l’ouverture du dossier', 'A single TD0.2 when the record is opened'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [{ name: 'patient:camille', keys: { patient: PATIENT.ins } }],
  precondition: text('Le patient a un DMP ouvert, l’utilisateur y a accès.', 'The DMP is open, the user may read it.'),
  async run(t) {
    await t.control('dmp', 'set-record', { ins: PATIENT.ins, status: 'open' });
    await t.control('dmp', 'set-authorization', { ins: PATIENT.ins, professional: `8${RPPS}`, state: 'valid' });
    await t.step(text('Se connecter', 'Sign in'), () => t.act(dmpActions.signIn, DOCTOR));
    await t.step(text('Ouvrir le dossier, puis attendre', 'Open the record, then wait'), async () => {
      const filter = { service: 'dmp', keys: { patient: PATIENT.ins }, since: await t.mark() };
      await t.act(dmpActions.openPatientRecord, { patient: PATIENT });
      await t.watchQuiet({ ...filter, since: await t.mark() });
      const exchanges = await t.exchanges(filter);
      t.attachExchanges(PROOF, exchanges);
      t.check(PROOF, checkAtMostOne(exchanges));
    });
  },
});
