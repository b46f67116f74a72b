import type { RecordObservation } from '../actions.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

/** The four states of DMP/UX.12. */
export type DmpStatus = 'open-authorised' | 'open-not-authorised' | 'none' | 'closed';

const RULE = { reference: 'REM DMP/UX.12', confidence: 'stated' } as const;

const CHECKS: Record<DmpStatus, CheckDeclaration> = {
  'open-authorised': {
    id: 'dmp.ux12.open-authorised',
    title: text('DMP ouvert, utilisateur autorisé', 'DMP open, user authorised'),
    rule: RULE,
  },
  'open-not-authorised': {
    id: 'dmp.ux12.open-not-authorised',
    title: text('DMP ouvert, utilisateur non autorisé', 'DMP open, user not authorised'),
    rule: RULE,
  },
  none: { id: 'dmp.ux12.none', title: text('DMP inexistant', 'No DMP'), rule: RULE },
  closed: { id: 'dmp.ux12.closed', title: text('DMP fermé', 'DMP closed'), rule: RULE },
};

/** The status shown without a click is the one the DMP holds. */
export function checkDmpStatus(observed: RecordObservation, expected: DmpStatus): Finding {
  return verify(CHECKS[expected], observed.dmpStatus === expected, {
    expected,
    received: observed.dmpStatus,
    locator: 'dossier du patient, état du DMP',
  });
}
