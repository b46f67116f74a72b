import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const RULE = { reference: 'REM SSI/IE.32', confidence: 'stated' } as const;

const CHECKED: CheckDeclaration = {
  id: 'ssi.identity.checked-before-change',
  title: text(
    'Un attribut d’identité ne change qu’après vérification',
    'An identity attribute only changes after verification',
  ),
  rule: RULE,
};
const NOTIFIED: CheckDeclaration = {
  id: 'ssi.identity.change-notified',
  title: text('Le changement d’identité est notifié', 'The change of identity is notified'),
  rule: RULE,
};
const OLD_TOLD: CheckDeclaration = {
  id: 'ssi.identity.old-contact-told',
  title: text('L’ancienne coordonnée apprend son remplacement', 'The old contact is told of its replacement'),
  rule: RULE,
};

/** The name asked for is not taken before an identity verification comparable to enrolment. */
export function checkIdentityChecked(
  { identityCheckAsked, nameShown }: { identityCheckAsked: boolean; nameShown: string },
  wanted: string,
): Finding {
  const changed = nameShown.trim().toUpperCase() === wanted.toUpperCase();
  return verify(CHECKED, identityCheckAsked && !changed, {
    expected: text(
      'une vérification d’identité demandée, le nom inchangé',
      'an identity verification asked for, the name unchanged',
    ),
    received: identityCheckAsked
      ? text(`demandée ; nom affiché : ${nameShown}`, `asked for; name shown: ${nameShown}`)
      : text(`aucune ; nom affiché : ${nameShown}`, `none; name shown: ${nameShown}`),
  });
}

/** A contact in force got a message more once the identity changed. */
export function checkChangeNotified(before: number, after: number, contact: string): Finding {
  return verify(NOTIFIED, after > before, told(after - before, contact));
}

/** The old contact got a message more once it was replaced. */
export function checkOldContactTold(before: number, after: number, contact: string): Finding {
  return verify(OLD_TOLD, after > before, told(after - before, contact));
}

function told(count: number, contact: string) {
  return {
    expected: text('une notification', 'a notification'),
    received: text(`${count} message(s)`, `${count} message(s)`),
    locator: contact,
  };
}
