import { type CheckDeclaration, type Finding, review, text, verify, warn } from '../../harness/index.js';
import type { Flow } from '../../hl7/index.js';
import type { SeenReturn } from '../flow-situations.js';

const RULE = { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, ZAM ; REM CDA/HL7.02 (PFI)', confidence: 'stated' } as const;

const DMP: CheckDeclaration = {
  id: 'pfi.return.dmp',
  title: text(
    'La réponse du DMP revient à l’émetteur : un ZAM^Z01 qui dit ce que le DMP a dit',
    'The answer of the DMP comes back to the emitter: one ZAM^Z01 that says what the DMP said',
  ),
  rule: RULE,
};

/** One Z01, accepted or not as the DMP did. */
export function checkDmpReturn(returns: readonly SeenReturn[], { controlId }: Flow, accepted: boolean): Finding {
  const found = returns.filter(({ kind }) => kind === 'dmp-reception');
  const [first] = found;
  return verify(DMP, found.length === 1 && first?.accepted === accepted, {
    expected: `ZAM^Z01 ${controlId} ${yesNo(accepted)}`,
    received: listOf(found),
    locator: 'OBX[1]-4, OBX[1]-5',
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const MAILBOXES: CheckDeclaration = {
  id: 'pfi.return.mailboxes',
  title: text(
    'La réception par chaque boîte revient à l’émetteur : un ZAM^Z02 par destinataire',
    'The reception by each mailbox comes back to the emitter: one ZAM^Z02 per recipient',
  ),
  rule: RULE,
};

/** One Z02 a recipient, accepted unless the operator refused the mailbox. */
export function checkMailboxReturns(
  returns: readonly SeenReturn[],
  expected: readonly { address: string; accepted: boolean }[],
): Finding {
  const found = returns.filter(({ kind }) => kind === 'mss-reception');
  const wanted = expected.map(({ address, accepted }) => `${address} ${yesNo(accepted)}`).toSorted();
  const told = found.map(({ party, accepted }) => `${party?.address ?? ''} ${yesNo(accepted)}`).toSorted();
  const [first] = found;
  return verify(MAILBOXES, wanted.join() === told.join(), {
    expected: wanted.join(', '),
    received: told.join(', ') || text('aucun ZAM^Z02', 'no ZAM^Z02'),
    locator: 'OBX[1]-5, OBX[2]-5.4',
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const REASON: CheckDeclaration = {
  id: 'pfi.return.reason',
  title: text(
    'Un refus dit pourquoi : le code du DMP ou de la messagerie',
    'A refusal says why: the code of the DMP or of the mail system',
  ),
  rule: RULE,
};

/** Each refusal has, in ERR-5, the code the DMP or the operator gave. */
export function checkReasons(returns: readonly SeenReturn[], code: { dmp: string; smtp: string }): Finding {
  const refusals = returns.filter(({ accepted }) => accepted === false);
  const wrong = refusals.find(
    ({ kind, error }) => error?.application?.code !== (kind === 'dmp-reception' ? code.dmp : code.smtp),
  );
  const shown = wrong ?? refusals[0];
  return verify(REASON, refusals.length > 0 && wrong === undefined, {
    expected: `${code.dmp} (Z01), ${code.smtp} (Z02)`,
    received: shown
      ? `${shown.said.event} ${shown.error?.application?.code ?? '-'}`
      : text('aucun refus', 'no refusal'),
    locator: 'ERR-5.1',
    ...(shown ? { exchange: shown.exchange.id } : {}),
  });
}

const UNASKED: CheckDeclaration = {
  id: 'pfi.return.unasked',
  title: text('Aucun retour quand l’émetteur n’en demande pas', 'No return when the emitter asks for none'),
  rule: RULE,
};

/** No ZAM about a message whose ACK_RECEPTION and ACK_LECTURE_MSS are N. */
export function checkNoReturn(returns: readonly SeenReturn[]): Finding {
  const [first] = returns;
  return verify(UNASKED, returns.length === 0, {
    expected: text('aucun ZAM', 'no ZAM'),
    received: listOf(returns),
    locator: 'ZAM',
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const AGAIN: CheckDeclaration = {
  id: 'pfi.return.again',
  title: text(
    'Un retour que l’émetteur n’a pas pris (AR) lui est présenté de nouveau',
    'A return the emitter did not take (AR) is presented again',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, ACK : AR peut être renvoyé', confidence: 'inferred' },
};

/** A remark when the return answered AR did not come again: nothing states that it must. */
export function checkSentAgain(returns: readonly SeenReturn[]): Finding[] {
  const found = returns.filter(({ kind }) => kind === 'dmp-reception');
  if (found.length >= 2) return [];
  const details = { expected: text('un nouveau ZAM^Z01', 'another ZAM^Z01'), received: listOf(found) };
  return [warn(AGAIN, { ...details, locator: 'ZAM^Z01' })];
}

const READING: CheckDeclaration = {
  id: 'pfi.return.reading',
  title: text(
    'La lecture par un destinataire revient à l’émetteur : ZAM^Z03',
    'The reading by a recipient comes back to the emitter: ZAM^Z03',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, flux 5 : non exigé par la vague 2', confidence: 'stated' },
};

/** A Z03 of the reader; when there is none, for a reader only: wave 2 does not require this flow. */
export function checkReading(returns: readonly SeenReturn[], address: string): Finding {
  const found = returns.filter(({ kind }) => kind === 'mss-reading');
  const details = {
    expected: `ZAM^Z03 ${address} Y`,
    received: listOf(found),
    locator: 'OBX[1]-5, OBX[2]-5.4',
  };
  if (found.length === 0) return review(READING, details);
  const [first] = found;
  const right = found.length === 1 && first?.accepted === true && first.party?.address === address;
  return verify(READING, right, { ...details, ...(first ? { exchange: first.exchange.id } : {}) });
}

function listOf(returns: readonly SeenReturn[]) {
  const told = returns.map(({ said, acknowledges, accepted, party }) =>
    [`ZAM^${said.event}`, acknowledges, yesNo(accepted), party?.address ?? ''].join(' ').trim(),
  );
  return told.length === 0 ? text('aucun', 'none') : told.join(', ');
}

function yesNo(accepted: boolean | undefined): string {
  return accepted === undefined ? '?' : accepted ? 'Y' : 'N';
}
