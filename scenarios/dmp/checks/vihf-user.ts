import { type CheckDeclaration, type Finding, joinTexts, notObserved, text, verify } from '../../harness/index.js';
import { transactionName } from './wording.js';

/** What a VIHF of one request says of its user. */
export interface VihfUser {
  /** Exchange it came in. */
  exchange: string;
  /** Absent when the mock did not recognise it. */
  transaction?: string;
  nameId: string;
  subjectId: string;
}

const RULE = { reference: 'REM DMP/AIRS.06', confidence: 'stated' } as const;
const SUBJECT_ID_NAME = 'urn:oasis:names:tc:xspa:1.0:subject:subject-id';
const NO_REQUEST = text('aucune requête DMP', 'no DMP request');
const NAME_ID = '//saml2:Assertion/saml2:Subject/saml2:NameID';

const RPPS_SHOWN: CheckDeclaration = {
  id: 'dmp.airs06.rpps-shown',
  title: text('Le RPPS de l’utilisateur connecté est affiché', 'The RPPS of the signed-in user is shown'),
  rule: RULE,
};

/** The screen shows the user's own RPPS. */
export function checkRppsShown(observed: { rpps: string }, rpps: string): Finding {
  return verify(RPPS_SHOWN, observed.rpps.replaceAll(/\D/g, '') === rpps, {
    expected: rpps,
    received: observed.rpps || text('aucun RPPS affiché', 'no RPPS shown'),
    locator: text('identité de l’utilisateur connecté', 'identity of the signed-in user'),
  });
}

const NAME_ID_IS_USER: CheckDeclaration = {
  id: 'dmp.airs06.nameid-is-user',
  title: text(
    'Chaque requête porte l’identifiant national de l’utilisateur connecté',
    'Each request carries the national identifier of the signed-in user',
  ),
  rule: RULE,
};

/** Every request's NameID is `8` + RPPS of the signed-in user. */
export function checkNameIdIsUser(users: readonly VihfUser[], rpps: string): Finding {
  const expected = `8${rpps}`;
  if (users.length === 0) return notObserved(NAME_ID_IS_USER, { expected, received: NO_REQUEST });
  const wrong = users.find((user) => user.nameId !== expected);
  return verify(NAME_ID_IS_USER, wrong === undefined, {
    expected,
    received: wrong
      ? joinTexts([wrong.nameId || text('NameID vide', 'empty NameID'), transactionName(wrong.transaction)])
      : text(`${expected} (requêtes : ${users.length})`, `${expected} (requests: ${users.length})`),
    locator: NAME_ID,
    exchange: (wrong ?? users[0])?.exchange ?? '',
  });
}

const SUBJECT_ID: CheckDeclaration = {
  id: 'dmp.airs06.subject-id-present',
  title: text('L’attribut subject-id est présent', 'Attribute subject-id is present'),
  rule: { reference: 'Point de vérification DMP/AIRS.06 (authentification indirecte)', confidence: 'stated' },
};

/** In indirect authentication the VIHF names its user in attribute subject-id. */
export function checkSubjectIdPresent(users: readonly VihfUser[]): Finding {
  if (users.length === 0) return notObserved(SUBJECT_ID, { received: NO_REQUEST });
  const wrong = users.find((user) => user.subjectId.trim() === '');
  return verify(SUBJECT_ID, wrong === undefined, {
    expected: text(`attribut ${SUBJECT_ID_NAME} non vide`, `attribute ${SUBJECT_ID_NAME}, not empty`),
    received: wrong
      ? joinTexts([text('absent ou vide', 'missing or empty'), transactionName(wrong.transaction)])
      : (users[0]?.subjectId ?? ''),
    locator: `//saml2:Attribute[@Name="${SUBJECT_ID_NAME}"]`,
    exchange: (wrong ?? users[0])?.exchange ?? '',
  });
}

const USERS_DIFFER: CheckDeclaration = {
  id: 'dmp.airs06.users-differ',
  title: text(
    'Le second utilisateur porte un autre identifiant que le premier',
    'The second user carries another identifier than the first',
  ),
  rule: RULE,
};

/** No request of the second user carries the first one's NameID. */
export function checkUsersDiffer(first: readonly VihfUser[], second: readonly VihfUser[]): Finding {
  if (first.length === 0 || second.length === 0) return notObserved(USERS_DIFFER, { received: NO_REQUEST });
  const known = new Set(first.map((user) => user.nameId));
  const same = second.find((user) => known.has(user.nameId));
  return verify(USERS_DIFFER, same === undefined, {
    expected: text(`un autre que ${[...known].join(', ')}`, `other than ${[...known].join(', ')}`),
    received: [...new Set(second.map((user) => user.nameId))].join(', '),
    locator: NAME_ID,
    exchange: (same ?? second[0])?.exchange ?? '',
  });
}
