import { patient } from '../../fixtures/roster.js';
import { zip } from '../../mocks/wire/xdm-zip.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkRecognised } from './checks/pfi-reception-screen.js';
import {
  INTEGRATED,
  judgeReturns,
  PFI_ADDRESS,
  setErrorMailboxes,
  shownMessage,
  watchReturns,
} from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const SHOWN = 'MSS/UX.01.01.01';
const SOURCE = 'MSS/UX.01.01.02';

/** Mails with an archive are recognised, whatever the case of its name; the others are left alone. */
export const recognition = defineScenario({
  requirement: 'MSS/UX.01',
  id: 'MSS/UX.01.01',
  title: text(
    'Courriels avec archive IHE_XDM reconnus, les autres laissés de côté',
    'Mails with an IHE_XDM archive recognised, the others left alone',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SHOWN, SOURCE],
  holds: [holdPatient('ux01-recognised')],
  async run(t) {
    const person = patient('ux01-recognised');
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const document = (name: string) => thirdPartyDocument(t, person, { name });
    const photo = { path: 'PHOTO.TXT', bytes: Buffer.from(`Image ${t.runKey}`) };
    const cases = [
      {
        about: text('archive nommée IHE_XDM.zip', 'archive named IHE_XDM.zip'),
        withArchive: true,
        mail: await deliverThirdPartyMail(t, { name: 'archive', to: PFI_ADDRESS, document: document('archive') }),
      },
      {
        about: text('archive nommée IHE_XDM.ZIP', 'archive named IHE_XDM.ZIP'),
        withArchive: true,
        mail: await deliverThirdPartyMail(t, {
          name: 'majuscules',
          to: PFI_ADDRESS,
          document: document('majuscules'),
          archive: { filename: 'IHE_XDM.ZIP', contentType: 'application/octet-stream' },
        }),
      },
      {
        about: text('autre pièce jointe .zip', 'another .zip attachment'),
        withArchive: false,
        mail: await deliverThirdPartyMail(t, {
          name: 'ordinaire',
          to: PFI_ADDRESS,
          attachments: [
            { filename: 'photos.zip', contentType: 'application/zip', content: await zip([photo], new Date()) },
          ],
        }),
      },
    ];
    for (const { about, withArchive, mail } of cases) {
      await t.step(about, async () => {
        t.attachText(SOURCE, text('Source du courriel reçu', 'Source of the received mail'), mail.raw.toString());
        t.check(SHOWN, checkRecognised(await shownMessage(t, mail), withArchive, about));
      });
    }
    await t.step(
      text('Le courriel sans archive ne donne lieu à aucun retour', 'The mail without archive gives rise to no return'),
      async () => {
        await watchReturns(t);
        for (const { withArchive, mail } of cases) {
          if (!withArchive) await judgeReturns(t, SOURCE, mail, since, { ...INTEGRATED, errorMailboxes });
        }
      },
    );
  },
});
