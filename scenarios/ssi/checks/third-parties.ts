import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  pass,
  type Text,
  text,
  verify,
  warn,
} from '../../harness/index.js';

const check = (id: string, requirement: string, title: Text): CheckDeclaration => ({
  id: `ssi.third-party.${id}`,
  title,
  rule: { reference: `REM ${requirement}`, confidence: 'stated' },
});

const IDENTIFIED = check(
  'identified',
  'SSI/IE.42',
  text(
    'Une structure tierce est identifiée par FINESS, SIREN ou SIRET, ou RPPS-rang',
    'A third-party structure is identified by FINESS, SIREN or SIRET, or RPPS rank',
  ),
);
const ACCEPTED = check(
  'valid-accepted',
  'SSI/IE.43',
  text('Un certificat valide est accepté', 'A valid certificate is accepted'),
);
const REVOKED = check(
  'revoked-refused',
  'SSI/IE.43',
  text('Un certificat révoqué est refusé', 'A revoked certificate is refused'),
);
const REQUIRED = check(
  'certificate-required',
  'SSI/IE.43',
  text('Sans certificat, l’appel est refusé', 'Without a certificate, the call is refused'),
);
const CHAIN = check(
  'chain-verified',
  'SSI/IE.43',
  text('Un certificat d’une autre autorité est refusé', 'A certificate of another authority is refused'),
);
const LISTS = check(
  'revocation-consulted',
  'SSI/IE.43',
  text('Le produit consulte la révocation', 'The product consults revocation'),
);

/** What became of a call of the product's interface. */
export interface Call {
  answered: boolean;
  status?: number;
  reason?: string;
}

/** Each kind of number is taken, and shown as given. */
export function checkIdentified(
  tries: readonly { kind: string; number: string; created: boolean; numberShown: string }[],
): Finding {
  const broken = tries.filter(
    ({ number, created, numberShown }) => !created || numberShown.replaceAll(/\D/g, '') !== number,
  );
  return verify(IDENTIFIED, broken.length === 0, {
    expected: joinTexts(tries.map(({ kind, number }) => text(`${kind} ${number}`, `${kind} ${number}`))),
    received: joinTexts(
      broken.map(({ kind, created, numberShown }) =>
        created
          ? text(`${kind} affiché « ${numberShown} »`, `${kind} shown "${numberShown}"`)
          : text(`${kind} refusé`, `${kind} refused`),
      ),
      ', ',
      text('comme attendu', 'as expected'),
    ),
  });
}

/** The call with a valid certificate is served. */
export function checkValidAccepted(call: Call): Finding {
  return verify(ACCEPTED, isServed(call), { expected: text('servi (2xx)', 'served (2xx)'), received: outcomeOf(call) });
}

/** The call with a revoked certificate is not. */
export function checkRevokedRefused(call: Call): Finding {
  return refused(REVOKED, call);
}

/** The call without a certificate is not. */
export function checkCertificateRequired(call: Call): Finding {
  return refused(REQUIRED, call);
}

/** The call with the certificate of another authority is not. */
export function checkChainVerified(call: Call): Finding {
  return refused(CHAIN, call);
}

/**
 * The product asked for a list or a responder of the bench. A product that refuses the revoked certificate without asking
 * may have had the list before: told only.
 */
export function checkRevocationConsulted(requests: number, revoked: Call): Finding {
  const details = {
    expected: text('liste de révocation ou répondeur OCSP consulté', 'revocation list or OCSP responder consulted'),
    received: text(`${requests} consultation(s)`, `${requests} consultation(s)`),
  };
  if (requests > 0) return pass(LISTS, details);
  return isServed(revoked) ? verify(LISTS, false, details) : warn(LISTS, details);
}

function refused(declaration: CheckDeclaration, call: Call): Finding {
  return verify(declaration, !isServed(call), {
    expected: text('refusé (connexion coupée ou 4xx)', 'refused (connection cut or 4xx)'),
    received: outcomeOf(call),
  });
}

function isServed({ answered, status = 0 }: Call): boolean {
  return answered && status < 400;
}

function outcomeOf({ answered, status = 0, reason = '' }: Call): Text {
  return answered ? text(`HTTP ${status}`, `HTTP ${status}`) : text(`coupé : ${reason}`, `cut: ${reason}`);
}
