import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { RecordObservation } from '../actions/consultation.js';
import { statusWords } from './wording.js';

/** The four states of DMP/UX.12. */
export type DmpStatus = 'open-authorised' | 'open-not-authorised' | 'none' | 'closed';

const RULE = { reference: 'REM DMP/UX.12', confidence: 'stated' } as const;

const CHECKS: Record<DmpStatus, CheckDeclaration> = {
  'open-authorised': {
    id: 'dmp.ux12.open-authorised',
    title: statusWords('open-authorised'),
    rule: RULE,
  },
  'open-not-authorised': {
    id: 'dmp.ux12.open-not-authorised',
    title: statusWords('open-not-authorised'),
    rule: RULE,
  },
  none: { id: 'dmp.ux12.none', title: statusWords('none'), rule: RULE },
  closed: { id: 'dmp.ux12.closed', title: statusWords('closed'), rule: RULE },
};

/** The status shown without a click is the one the DMP holds. */
export function checkDmpStatus(observed: RecordObservation, expected: DmpStatus): Finding {
  return verify(CHECKS[expected], observed.dmpStatus === expected, {
    expected: statusWords(expected),
    received: statusWords(observed.dmpStatus),
    locator: text('dossier du patient, état du DMP', 'patient record, DMP status'),
  });
}
