import type { Patient } from '../../../fixtures/people.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { RecordGlance } from '../actions/consent.js';

const SHOWN: CheckDeclaration = {
  id: 'dmp.ux11.identity-status',
  title: text(
    'Le statut de l’identité est affiché sans clic dans le dossier',
    'The identity status is shown in the record without a click',
  ),
  rule: { reference: 'REM DMP/UX.11', confidence: 'stated' },
};

const WORDS: Readonly<Record<RecordGlance['identityStatus'], string>> = {
  provisoire: 'provisoire',
  validee: 'validée',
  recuperee: 'récupérée',
  qualifiee: 'qualifiée',
  'not-shown': 'non affiché',
};

/** The status on screen is the patient's. */
export function checkIdentityStatus(observed: RecordGlance, { identityStatus }: Patient): Finding {
  return verify(SHOWN, observed.identityStatus === identityStatus, {
    expected: WORDS[identityStatus],
    received:
      observed.identityStatus === 'not-shown' ? text('non affiché', 'not shown') : WORDS[observed.identityStatus],
    locator: text('dossier du patient, à l’ouverture', 'patient record, at opening'),
  });
}
