import { documentType } from '../../fixtures/documents/document-types.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, professional } from '../../fixtures/roster.js';
import type { ScenarioContext } from '../harness/index.js';
import { nationalId, refOf, signInAs } from '../record/index.js';
import { resumeWaitingSendings, sendOneDocument } from './actions/statistics.js';
import type { Sender } from './usage-situation.js';

/** Who sends. */
const USER = 'ps1';

/** Signs in to a DPI whose patient has an open DMP, and sends from it. */
export async function dpiSender(t: ScenarioContext, person: Patient): Promise<Sender> {
  await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
  await t.control('dmp', 'set-authorization', { ins: person.ins, professional: nationalId(USER), state: 'valid' });
  const { accessToken } = await t.control<{ accessToken: string }>('mssante', 'issue-access-token', {
    professional: professional(USER).rpps,
    lifetimeS: 3_600,
  });
  await signInAs(t, USER);
  return {
    person,
    async send({ name, typeCode, channel }) {
      const title = `${documentType(typeCode).label} ${name} ${t.runKey}`;
      await t.act(sendOneDocument, {
        patient: refOf(person),
        title,
        typeCode,
        channel,
        mailbox: { address: mailbox('cardiology').address, accessToken },
        recipient: channel === 'mss-pro' ? mailbox('gp1').address : '',
      });
      return title;
    },
    async resume() {
      await t.act(resumeWaitingSendings, { patient: refOf(person) });
    },
  };
}
