import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { dpiFails } from './situations-pfi-deliveries.js';
import { INTEGRATED, judgeAll, PFI_ADDRESS, refusedWith, setErrorMailboxes } from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/UX.12.01.01';

/** The PFI has nothing against the documents: the DPI refuses them. */
export const refusedByDpi = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-dpi',
  title: text(
    'Document refusé par le DPI : erreur aux boîtes paramétrées, accusé à l’expéditeur seulement s’il l’a demandé',
    'Document refused by the DPI: error to the configured mailboxes, receipt to the sender only when asked for',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-dpi')],
  precondition: text(
    'Le patient est connu ; le DPI que joue le banc refuse les documents (904, 906) par son acquittement HL7 v2.',
    'The patient is known; the DPI the bench plays refuses the documents (904, 906) in its HL7 v2 acknowledgement.',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = async (name: string, code: string | undefined, receipt?: 'other') => {
      const document = thirdPartyDocument(t, patient('ux12-dpi'), { name });
      if (code !== undefined) await dpiFails(t, document, { kind: 'ack-ae', code });
      return deliverThirdPartyMail(t, { name, to: PFI_ADDRESS, document, ...(receipt ? { receipt } : {}) });
    };
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('refusé par le DPI, accusé demandé', 'refused by the DPI, receipt asked for'),
        mail: await send('dpi-refuse-accuse', '904', 'other'),
        outcome: refusedWith('904'),
      },
      {
        about: text('refusé par le DPI, aucun accusé demandé', 'refused by the DPI, no receipt asked for'),
        mail: await send('dpi-refuse-simple', '906'),
        outcome: refusedWith('906'),
      },
      {
        about: text('accepté par le DPI, aucun accusé demandé', 'accepted by the DPI, no receipt asked for'),
        mail: await send('dpi-accepte', undefined),
        outcome: INTEGRATED,
      },
    ]);
  },
});
