import { patientOfAddress } from '../../../mocks/wire/mssante-address.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { SentMail } from '../actions/sent-mail.js';
import type { SubmittedMail } from '../submitted-mail.js';
import { exchangeOf } from './sending-screen.js';

const REFERENCE = { reference: 'REM MSS/va1.20', confidence: 'stated' } as const;

const RECORDED: CheckDeclaration = {
  id: 'mss.sending.refusal-recorded',
  title: text('Le refus du patient est enregistré, par type de document', 'The patient’s refusal is recorded, by type'),
  rule: REFERENCE,
};

/** The screen shows the type refused, and it alone. */
export function checkRefusalRecorded(typeCodes: readonly string[], refused: string): Finding {
  return verify(RECORDED, typeCodes.join() === refused, {
    expected: refused,
    received: typeCodes.join(', ') || text('aucun refus', 'no refusal'),
    locator: text('écran, refus du patient', 'screen, refusal of the patient'),
  });
}

const HONOURED: CheckDeclaration = {
  id: 'mss.sending.refusal-honoured',
  title: text(
    'Un document d’un type refusé ne part pas vers le patient',
    'A document of a refused type does not leave for the patient',
  ),
  rule: REFERENCE,
};

/** No message about the document went to a patient's address, and the screen does not say that one did. */
export function checkRefusalHonoured(
  mails: readonly SubmittedMail[],
  shown: readonly SentMail[],
  title: string,
): Finding {
  const toPatient = (addresses: readonly string[]): string[] =>
    addresses.filter((address) => patientOfAddress(address) !== undefined);
  const sent = toPatient(mails.flatMap(({ mail }) => mail.to.map(({ address }) => address)));
  const said = toPatient(
    shown
      .filter(({ document, state }) => document === title && state === 'sent')
      .flatMap(({ recipients }) => recipients),
  );
  const wrong = [...new Set([...sent, ...said])];
  return verify(HONOURED, wrong.length === 0, {
    expected: text('aucun message vers le patient', 'no message to the patient'),
    received: wrong.join(', ') || text('aucun message vers le patient', 'no message to the patient'),
    locator: 'To',
    ...exchangeOf(mails),
  });
}

const ONLY_REFUSED: CheckDeclaration = {
  id: 'mss.sending.other-types-sent',
  title: text('Un document d’un autre type part vers le patient', 'A document of another type leaves for the patient'),
  rule: REFERENCE,
};

/** A refusal is of one type: a document of another one goes to the patient's own address. */
export function checkOtherTypeSent(mails: readonly SubmittedMail[], ins: string): Finding {
  const reached = mails.flatMap(({ mail }) => mail.to.map(({ address }) => address));
  return verify(
    ONLY_REFUSED,
    reached.some((address) => patientOfAddress(address) === ins),
    {
      expected: text(`un message vers l’adresse du patient ${ins}`, `a message to the address of patient ${ins}`),
      received: reached.join(', ') || text('aucun message', 'no message'),
      locator: 'To',
      ...exchangeOf(mails),
    },
  );
}
