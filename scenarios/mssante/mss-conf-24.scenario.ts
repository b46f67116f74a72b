import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showHandedOverDocuments } from './actions/pfi-reception.js';
import { checkPatientFound, checkPatientIdShown } from './checks/pfi-reception-screen.js';
import { PFI_ADDRESS, shownMessage } from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const IDENTIFIER = 'MSS/CONF.24.01.01';
const FOUND = 'MSS/CONF.24.01.02';

/** Two patients with the same traits, and a sender whose number for one is our number for the other. */
export const patientId = defineScenario({
  requirement: 'MSS/CONF.24',
  id: 'MSS/CONF.24.01',
  title: text(
    'Patient identifié par le patientId de METADATA.XML, malgré un homonyme',
    'Patient identified by the patientId of METADATA.XML, despite a namesake',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [IDENTIFIER, FOUND],
  holds: [holdPatient('conf24-patient'), holdPatient('conf24-homonym')],
  precondition: text(
    'Deux patients ont les mêmes traits et chacun son INS ; l’expéditeur donne au premier le numéro qui est ici l’IPP du second.',
    'Two patients share the same traits, each with their INS; the sender gives the first one the number that is here the IPP of the second.',
  ),
  async run(t) {
    const person = patient('conf24-patient');
    const namesake = patient('conf24-homonym');
    const document = thirdPartyDocument(t, person, { name: 'jumeau', senderNumber: namesake.ipp });
    const mail = await deliverThirdPartyMail(t, { name: 'jumeau', to: PFI_ADDRESS, document });
    const shown = await t.step(
      text('Montrer l’identifiant utilisé', 'Show the identifier used'),
      async () => {
        const message = await shownMessage(t, mail);
        t.check(IDENTIFIER, checkPatientIdShown(message, person.ins));
        return message;
      },
      [IDENTIFIER],
    );
    await t.step(
      text('Montrer le patient retrouvé', 'Show the patient found'),
      async () => {
        const own = await t.act(showHandedOverDocuments, { patient: refOf(person) });
        const other = await t.act(showHandedOverDocuments, { patient: refOf(namesake) });
        t.check(
          FOUND,
          checkPatientFound(shown, {
            title: document.title,
            ins: person.ins,
            own: own.documents,
            namesake: other.documents,
          }),
        );
      },
      [FOUND],
    );
  },
});
