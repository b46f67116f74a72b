import type { Patient } from '../../../fixtures/people.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  pass,
  type Text,
  text,
  verify,
  warn,
} from '../../harness/index.js';
import type { ShownIdentity } from '../actions/sheet.js';
import { fieldDifferences, type IdentityFields, spelledFields } from './identity-fields.js';
import { SHEET } from './sheet.js';

const RULE = { reference: 'REM INS/va1.62, règle 33', confidence: 'stated' } as const;

const ACKNOWLEDGED: CheckDeclaration = {
  id: 'identity.flow.acknowledged',
  title: text('Le message d’identité est acquitté (AA)', 'The identity message is acknowledged (AA)'),
  rule: { reference: 'PAM.FR 2.11, HL7 v2.5 §2.9', confidence: 'stated' },
};
const NAMES: CheckDeclaration = {
  id: 'identity.flow.names',
  title: text(
    'Les noms reçus gardent trait d’union, apostrophe, espace et longueur',
    'Names received keep hyphen, apostrophe, blank and length',
  ),
  rule: { reference: 'REM INS/va1.01', confidence: 'stated' },
};
const INTEGRATED: CheckDeclaration = {
  id: 'identity.flow.integrated',
  title: text(
    'L’identité qualifiée reçue est gardée, INS compris',
    'The qualified identity received is kept, INS included',
  ),
  rule: RULE,
};
const UPDATED: CheckDeclaration = {
  id: 'identity.flow.updated',
  title: text('La mise à jour reçue remplace l’identité', 'The update received replaces the identity'),
  rule: RULE,
};
const LEFT_OUT: CheckDeclaration = {
  id: 'identity.flow.ins-left-out',
  title: text(
    'L’identité non qualifiée est gardée, sauf l’INS',
    'The identity that is not qualified is kept, except the INS',
  ),
  rule: RULE,
};
const DELETED: CheckDeclaration = {
  id: 'identity.flow.ins-deleted',
  title: text(
    'Le message de suppression retire l’INS, et garde les traits',
    'The deletion message takes the INS away, and keeps the traits',
  ),
  rule: RULE,
};

/** What the checks look at of a message sent and of its acknowledgement. */
export interface AcknowledgedMessage {
  /** MSH-10. */
  message: string;
  /** `ADT^A28`. */
  type: string;
  outcome: string;
  reason?: string;
  acknowledgement?: {
    code: string;
    acknowledges: string;
    errors: readonly { location?: string; code: string; text?: string }[];
  };
}

/** The message was taken over: AA, for that message. */
export function checkAcknowledged({ message, type, outcome, reason, acknowledgement }: AcknowledgedMessage): Finding {
  const expected = `MSA|AA|${message}`;
  const locator = text(`accusé de ${type}`, `acknowledgement of ${type}`);
  if (acknowledgement === undefined) {
    return fail(ACKNOWLEDGED, {
      expected,
      received: text(`pas d’accusé : ${reason ?? outcome}`, `no acknowledgement: ${outcome}`),
      locator,
    });
  }
  const { code, acknowledges, errors } = acknowledgement;
  const details = errors.map((one) => ` ${one.location ?? ''} ${one.code} ${one.text ?? ''}`.trimEnd()).join(',');
  return verify(ACKNOWLEDGED, code === 'AA' && acknowledges === message, {
    expected,
    received: `MSA|${code}|${acknowledges}${details}`,
    locator,
  });
}

/** Names as sent; beyond 54 characters it is advised, not imposed (INS/va1.01.02). */
export function checkNamesKept(sent: Patient, shown: ShownIdentity, length: 'imposed' | 'advised'): Finding[] {
  const { birthFamilyName } = sent;
  const differences = shown.found ? fieldDifferences({ birthFamilyName }, shown) : [NOBODY];
  const details = {
    expected: birthFamilyName,
    received: joinTexts(differences, ', ', shown.birthFamilyName),
    locator: SHEET,
  };
  if (length === 'imposed') return [verify(NAMES, differences.length === 0, details)];
  return differences.length === 0 ? [] : [warn(NAMES, details)];
}

/** The qualified identity is shown as sent (INS/va1.62.01). */
export function checkIntegrated(sent: Partial<IdentityFields>, shown: ShownIdentity): Finding {
  return compared(INTEGRATED, sent, shown);
}

/** The sheet shows what the update says (INS/va1.62.01). */
export function checkUpdated(sent: Partial<IdentityFields>, shown: ShownIdentity): Finding {
  return compared(UPDATED, sent, shown);
}

/** The traits are shown as sent, and no INS (INS/va1.62.02). */
export function checkInsLeftOut(sent: Partial<IdentityFields>, shown: ShownIdentity): Finding {
  return compared(LEFT_OUT, sent, shown);
}

/** The traits are still there, and the INS no longer (INS/va1.62.03). */
export function checkInsDeleted(sent: Partial<IdentityFields>, shown: ShownIdentity): Finding {
  return compared(DELETED, sent, shown);
}

const NOBODY = text('le produit n’a pas ce patient', 'the product does not have this patient');

function compared(check: CheckDeclaration, sent: Partial<IdentityFields>, shown: ShownIdentity): Finding {
  const differences: readonly Text[] = shown.found ? fieldDifferences(sent, shown) : [NOBODY];
  const details = { expected: spelledFields(sent), locator: SHEET };
  return differences.length === 0
    ? pass(check, { ...details, received: text('affichés tels quels', 'shown as sent') })
    : fail(check, { ...details, received: joinTexts(differences, ' ; ') });
}
