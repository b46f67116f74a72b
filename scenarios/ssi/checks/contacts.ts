import { announcedValidity } from '../../../mocks/wire/one-time-secret.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  notObserved,
  pass,
  type Text,
  text,
  verify,
  warn,
} from '../../harness/index.js';
import type { ShownContact } from '../../record/index.js';
import type { SinkMessage } from '../sink-messages.js';

const RULE = { reference: 'REM SSI/IE.31', confidence: 'stated' } as const;
const check = (id: string, title: Text): CheckDeclaration => ({ id: `ssi.contact.${id}`, title, rule: RULE });

const UNVERIFIED = check(
  'unverified-until-confirmed',
  text('Une coordonnée n’est pas valide avant sa vérification', 'A contact is not valid before its verification'),
);
const SENT = check(
  'secret-sent',
  text('Un code ou un lien est envoyé à la coordonnée', 'A code or a link is sent to the contact'),
);
const UNIQUE = check(
  'secret-unique',
  text('Le code ou le lien est unique et ne se devine pas', 'The code or link is unique and cannot be guessed'),
);
const FORM = check('code-form', text('Forme usuelle du code', 'Usual form of the code'));
const UNUSABLE = check(
  'unusable-before',
  text('Une coordonnée non vérifiée n’est pas utilisée', 'An unverified contact is not used'),
);
const WRONG = check('wrong-refused', text('Un code ou lien faux est refusé', 'A wrong code or link is refused'));
const FOREIGN = check(
  'foreign-refused',
  text('Le code d’un autre utilisateur est refusé', 'The code of another user is refused'),
);
const REPLAY = check('single-use', text('Un code ou lien ne sert qu’une fois', 'A code or link serves only once'));
const EXPIRED = check(
  'expires-as-announced',
  text('Le code ou lien expire comme son message l’annonce', 'The code or link expires as its message announces'),
);
const LIMITED = check('tries-limited', text('Les essais de code sont limités', 'Tries of codes are limited'));
const CONFIRMED = check(
  'valid-once-confirmed',
  text('La coordonnée devient valide après confirmation', 'The contact becomes valid after confirmation'),
);
const OLD_KEPT = check(
  'old-kept-meanwhile',
  text('L’ancienne coordonnée reste en vigueur en attendant', 'The old contact stays in force meanwhile'),
);

/** Shortest secret part of a link that is no serial number. */
const LINK_SECRET_LENGTH = 8;

/** What a screen answered to a code or link. */
export interface SecretTry {
  accepted: boolean;
  message: string;
}

/** A contact that waits is not shown as valid. `when` says at which moment: at creation, after a change … */
export function checkUnverified(contacts: readonly ShownContact[], value: string, when: Text): Finding {
  const shown = contacts.find((contact) => same(contact.value, value));
  return verify(UNVERIFIED, shown?.verified !== true, {
    expected: joinTexts([text('non vérifiée', 'not verified'), when], ', '),
    received: shown?.verified === true ? text('affichée comme vérifiée', 'shown as verified') : shownAs(shown),
    locator: value,
  });
}

/** A message with a code or a link came. */
export function checkSecretSent(messages: readonly SinkMessage[], to: string, when: Text): Finding {
  const carrying = messages.filter(({ codes, links }) => codes.length + links.length > 0);
  const details = {
    expected: joinTexts([text('un message avec un code ou un lien', 'a message with a code or a link'), when], ', '),
    received: text(
      `${messages.length} message(s), dont ${carrying.length} avec un code ou un lien`,
      `${messages.length} message(s), ${carrying.length} with a code or a link`,
    ),
    locator: to,
  };
  return carrying.length > 0 ? pass(SENT, details) : fail(SENT, details);
}

/** Codes or links of several sendings all differ, and the secret part of a link is no number one could count. */
export function checkUnique(secrets: readonly string[]): Finding {
  if (secrets.length < 2) return notObserved(UNIQUE);
  const repeated = new Set(secrets).size < secrets.length;
  const short = secrets.filter((secret) => /^https?:/.test(secret) && secretPart(secret).length < LINK_SECRET_LENGTH);
  return verify(UNIQUE, !repeated && short.length === 0, {
    expected: text('un autre à chaque envoi, tiré au hasard', 'another one each time, drawn at random'),
    received: repeated
      ? text('le même deux fois', 'the same twice')
      : short.length > 0
        ? text(
            'un lien dont la partie secrète a moins de 8 caractères',
            'a link whose secret part has less than 8 characters',
          )
        : text('tous différents', 'all different'),
  });
}

/** Usual forms: capitals and digits by e-mail, four or six digits by text message. Another one is only told. */
export function checkForm(kind: 'email' | 'phone', secret: string): Finding[] {
  const usual = /^https?:/.test(secret) || (kind === 'email' ? /^[A-Z0-9]{4,12}$/ : /^(\d{4}|\d{6})$/).test(secret);
  if (usual) return [];
  return [
    warn(FORM, {
      expected:
        kind === 'email'
          ? text('capitales et chiffres', 'capitals and digits')
          : text('4 ou 6 chiffres', '4 or 6 digits'),
      received: text(`${secret.length} caractères d’une autre forme`, `${secret.length} characters of another form`),
    }),
  ];
}

/** Recovering the account sent nothing more to a contact that waits. */
export function checkUnusable(before: number, after: readonly SinkMessage[], to: string): Finding {
  const more = after.length - before;
  return verify(UNUSABLE, more <= 0, {
    expected: text('aucun message de récupération', 'no recovery message'),
    received: text(`${more} message(s)`, `${more} message(s)`),
    locator: to,
  });
}

/** A wrong code or link changes nothing. */
export function checkWrongRefused(tried: SecretTry | undefined, verified: boolean): Finding {
  return refused(WRONG, tried, verified);
}

/** The code of another user changes nothing. */
export function checkForeignRefused(tried: SecretTry | undefined, verified: boolean): Finding {
  return refused(FOREIGN, tried, verified);
}

/** A code or link that served verifies nothing else. */
export function checkSingleUse(tried: SecretTry | undefined, verified: boolean): Finding {
  return refused(REPLAY, tried, verified);
}

/** Minutes to let pass before a code is tried again: those its message announces, else a day. */
export function validityOf(message: SinkMessage | undefined): { announced: boolean; minutes: number } {
  const minutes = announcedValidity(message?.text ?? '');
  return { announced: minutes !== undefined, minutes: minutes ?? 24 * 60 };
}

/** Past the validity its message announces, a code or link is refused; when none is announced, a day later is only told. */
export function checkExpired(announced: boolean, tried: SecretTry | undefined, verified: boolean): Finding {
  const finding = refused(EXPIRED, tried, verified);
  if (announced || finding.verdict !== 'fail') return finding;
  return warn(EXPIRED, { received: text('encore accepté après un jour', 'still accepted after a day') });
}

/** After many wrong codes the right one is refused; told when not, as the rule is ours. */
export function checkTriesLimited(tries: readonly SecretTry[]): Finding[] {
  if (tries.at(-1)?.accepted !== true) return [];
  const wrong = tries.length - 1;
  const received = text(
    `le bon code accepté après ${wrong} codes faux`,
    `the right code accepted after ${wrong} wrong ones`,
  );
  return [warn(LIMITED, { received })];
}

/** The right code or link makes the contact valid. */
export function checkConfirmed(
  tried: SecretTry | undefined,
  contacts: readonly ShownContact[],
  value: string,
): Finding {
  const shown = contacts.find((contact) => same(contact.value, value));
  return verify(CONFIRMED, tried?.accepted === true && shown?.verified === true, {
    expected: text('acceptée, puis affichée comme vérifiée', 'accepted, then shown as verified'),
    received: joinTexts([
      tried?.accepted === true ? text('acceptée', 'accepted') : text('refusée', 'refused'),
      shownAs(shown),
    ]),
    locator: value,
  });
}

/** The old contact serves until the new one is confirmed; told when not, as the rule is inferred. */
export function checkOldKept(contacts: readonly ShownContact[], old: string): Finding[] {
  if (isVerified(contacts, old)) return [];
  return [warn(OLD_KEPT, { received: text('plus en vigueur', 'no longer in force'), locator: old })];
}

/** Whether a contact is shown as verified. */
export function isVerified(contacts: readonly ShownContact[], wanted: string): boolean {
  return contacts.some(({ value, verified }) => same(value, wanted) && verified);
}

function refused(declaration: CheckDeclaration, tried: SecretTry | undefined, verified: boolean): Finding {
  if (!tried) return notObserved(declaration);
  return verify(declaration, !tried.accepted && !verified, {
    expected: text('refusé, la coordonnée reste non vérifiée', 'refused, the contact stays unverified'),
    received: joinTexts([
      tried.accepted ? text('accepté', 'accepted') : text('refusé', 'refused'),
      verified
        ? text('coordonnée vérifiée', 'contact verified')
        : text('coordonnée non vérifiée', 'contact not verified'),
    ]),
  });
}

/** Addresses are compared without case, numbers by their digits. */
function same(a: string, b: string): boolean {
  const plain = (value: string) =>
    value.includes('@') ? value.trim().toLowerCase() : value.replaceAll(/\D/g, '').replace(/^0?0?33|^0/, '');
  return plain(a) === plain(b);
}

/** The longest segment or value of a link. */
function secretPart(link: string): string {
  const { pathname, searchParams, hash } = new URL(link);
  const parts = [...pathname.split('/'), ...searchParams.values(), hash.slice(1)];
  // Words of a path are no secret: what has a digit or a capital is looked at first.
  const drawn = parts.filter((part) => /[\dA-Z]/.test(part));
  return (drawn.length > 0 ? drawn : parts).reduce(
    (longest, part) => (part.length > longest.length ? part : longest),
    '',
  );
}

function shownAs(contact: ShownContact | undefined): Text {
  if (!contact) return text('non affichée', 'not shown');
  return contact.verified
    ? text('affichée comme vérifiée', 'shown as verified')
    : text('affichée non vérifiée', 'shown unverified');
}
