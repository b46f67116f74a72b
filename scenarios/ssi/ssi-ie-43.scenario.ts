import { structure } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { declareThirdParty, openThirdPartyInterface } from './actions/third-parties.js';
import { judgeAbsence } from './applicability.js';
import {
  type Call,
  checkCertificateRequired,
  checkChainVerified,
  checkRevocationConsulted,
  checkRevokedRefused,
  checkValidAccepted,
} from './checks/third-parties.js';

const CALLS = 'SSI/IE.43.01.01';
const CERTIFICATES = 'SSI/IE.43.01.02';
const CHAIN = 'SSI/IE.43.01.03';
const ALL = [CALLS, CERTIFICATES, CHAIN];

/** A third-party structure authenticates by a certificate whose chain and revocation are verified; the bench plays it. */
export const thirdPartiesAuthenticated = defineScenario({
  requirement: 'SSI/IE.43',
  id: 'SSI/IE.43.01',
  title: text(
    'Authentifier les structures tierces par certificat',
    'Authenticate third-party structures with certificates',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: ALL,
  precondition: text(
    'Le produit connaît les autorités du banc (fiche, « ca ») et leurs listes de révocation (fiche, « igc »).',
    'The product knows the bench’s authorities (sheet, "ca") and their revocation lists (sheet, "igc").',
  ),
  holds: [{ name: 'setting:third-party-hospital' }],
  async run(t) {
    // The certificates of the sheet are this structure's.
    const { finessEj: number } = structure('hospital');
    const since = await t.mark();
    const url = await t.step(
      text('Créer le compte et configurer le certificat', 'Create the account and set up the certificate'),
      async () => {
        await t.act(declareThirdParty, { kind: 'finess', number, name: 'STRUCTURE TIERCE DU BANC' });
        const opened = await t.act(openThirdPartyInterface, { number });
        if (opened.url === '') t.check(ALL, judgeAbsence(opened.justification));
        return opened.url;
      },
    );
    if (url === '') return;
    await t.step(
      text('Appeler avec un certificat valide, puis révoqué', 'Call with a valid, then a revoked certificate'),
      async () => {
        const valid = await call(t, url, 'authCli', CERTIFICATES);
        const revoked = await call(t, url, 'authCliRevoked', CERTIFICATES);
        t.check(CALLS, checkValidAccepted(valid), checkRevokedRefused(revoked));
        const requests = await t.exchanges({ service: 'igc', since });
        t.check(CHAIN, checkRevocationConsulted(requests.length, revoked));
        t.attachExchanges(CHAIN, requests);
      },
    );
    await t.step(
      text(
        'Appeler sans certificat, puis avec celui d’une autre autorité',
        'Call without a certificate, then with one of another authority',
      ),
      async () => {
        t.check(CERTIFICATES, checkCertificateRequired(await call(t, url, 'none', CERTIFICATES)));
        t.check(CHAIN, checkChainVerified(await call(t, url, 'authCliForeign', CHAIN)));
      },
    );
  },
});

/** Calls the interface as a third party, the certificate presented kept as evidence. */
async function call(
  t: ScenarioContext,
  url: string,
  certificate: 'authCli' | 'authCliRevoked' | 'authCliForeign' | 'none',
  proof: string,
): Promise<Call> {
  const { certificatePem, ...outcome } = await t.control<Call & { certificatePem: string }>('igc', 'call', {
    url,
    certificate,
  });
  if (certificatePem !== '') {
    t.attachText(
      proof,
      text(`Certificat présenté : ${certificate}`, `Certificate presented: ${certificate}`),
      certificatePem,
    );
  }
  return outcome;
}
