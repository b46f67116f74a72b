/**
 * What a relying party must do before a faulty provider:
 * - `MUST-REJECT`: nobody may be signed in by it;
 * - `SHOULD-REJECT`: accepting it is a warning;
 * - `REPORT`: the party's choice, told;
 * - `MUST-ACCEPT`: nothing is wrong, the sign-in must work.
 */
export type OidcFaultGrade = 'MUST-REJECT' | 'SHOULD-REJECT' | 'REPORT' | 'MUST-ACCEPT';

/** Where the provider misbehaves. */
export type OidcFaultPlace =
  | 'discovery'
  | 'jwks'
  | 'callback'
  /** The token endpoint as a whole, code grant. */
  | 'token'
  /** The token endpoint, refresh grant. */
  | 'refresh'
  /** Any ID token: code, refresh and CIBA. */
  | 'id-token'
  | 'userinfo'
  /** The acknowledgment of a CIBA request. */
  | 'ciba-auth'
  /** The polls of a CIBA request; the fault is taken when the request comes. */
  | 'ciba-poll'
  | 'backchannel-logout';

/** A misbehaviour of an OpenID provider that the mocks `psc` and `idp` take from the fault plan. */
export interface OidcFault {
  /** Kind to put in the fault plan. */
  id: string;
  at: OidcFaultPlace;
  grade: OidcFaultGrade;
  title: { fr: string; en: string };
  /** Where the rule and its grade come from. */
  source: string;
}

const CORE = 'OIDC Core 3.1.3.7';
const CIBA = 'CIBA Core 1.0';
const BCL = 'OIDC Back-Channel Logout 2.6';

function fault(
  id: string,
  at: OidcFaultPlace,
  grade: OidcFaultGrade,
  fr: string,
  en: string,
  source: string,
): OidcFault {
  return { id, at, grade, title: { fr, en }, source };
}

/** Faults of the ID token (psc-ssi.md §3.1, mutations of the OIDF suite). */
const ID_TOKEN_FAULTS: readonly OidcFault[] = [
  fault('idt.sig.bad', 'id-token', 'SHOULD-REJECT', 'signature altérée', 'altered signature', `${CORE} §6`),
  fault(
    'idt.sig.rogue',
    'id-token',
    'SHOULD-REJECT',
    'signé d’une autre clé, même kid',
    'signed by another key under the same kid',
    `${CORE} §6`,
  ),
  fault(
    'idt.alg.none',
    'id-token',
    'SHOULD-REJECT',
    'jeton non signé (alg none, sans at_hash)',
    'unsigned token (alg none, no at_hash)',
    `${CORE} §§6–7`,
  ),
  fault(
    'idt.alg.unexpected',
    'id-token',
    'SHOULD-REJECT',
    'autre algorithme que celui enregistré, clé publiée',
    'another algorithm than registered, key published',
    `${CORE} §7`,
  ),
  fault(
    'idt.alg.hs256',
    'id-token',
    'SHOULD-REJECT',
    'HS256 avec un autre secret',
    'HS256 with another secret',
    `${CORE} §§7–8`,
  ),
  fault('idt.iss.wrong', 'id-token', 'MUST-REJECT', 'iss d’un autre émetteur', 'iss of another issuer', `${CORE} §2`),
  fault(
    'idt.iss.slash',
    'id-token',
    'SHOULD-REJECT',
    'iss suivi d’une barre oblique',
    'iss with a trailing slash',
    `${CORE} §2`,
  ),
  fault('idt.aud.wrong', 'id-token', 'MUST-REJECT', 'aud d’un autre client', 'aud of another client', `${CORE} §3`),
  fault('idt.aud.missing', 'id-token', 'MUST-REJECT', 'sans aud', 'no aud', `${CORE} §3`),
  fault(
    'idt.aud.extra',
    'id-token',
    'SHOULD-REJECT',
    'second destinataire, sans azp',
    'second audience, no azp',
    `${CORE} §§3–4`,
  ),
  fault(
    'idt.aud.extra-azp-other',
    'id-token',
    'SHOULD-REJECT',
    'second destinataire, azp d’un autre client',
    'second audience, azp of another client',
    `${CORE} §§3–5`,
  ),
  fault(
    'idt.aud.extra-azp-client',
    'id-token',
    'REPORT',
    'second destinataire, azp du client (accepté par les deux clients mesurés)',
    'second audience, azp of the client (both parties measured accept it)',
    `${CORE} §3`,
  ),
  fault('idt.azp.other', 'id-token', 'SHOULD-REJECT', 'azp d’un autre client', 'azp of another client', `${CORE} §5`),
  fault(
    'idt.aud.array1',
    'id-token',
    'MUST-ACCEPT',
    'aud en liste d’un élément',
    'aud as an array of one',
    'OIDC Core 2',
  ),
  fault('idt.nonce.wrong', 'id-token', 'MUST-REJECT', 'autre nonce', 'another nonce', `${CORE} §11`),
  fault(
    'idt.nonce.missing',
    'id-token',
    'MUST-REJECT',
    'sans nonce alors qu’il a été envoyé',
    'no nonce although one was sent',
    `${CORE} §11`,
  ),
  fault('idt.sub.missing', 'id-token', 'MUST-REJECT', 'sans sub', 'no sub', 'OIDC Core 2'),
  fault('idt.iat.missing', 'id-token', 'MUST-REJECT', 'sans iat', 'no iat', 'OIDC Core 2'),
  fault('idt.exp.missing', 'id-token', 'MUST-REJECT', 'sans exp', 'no exp', 'OIDC Core 2'),
  fault('idt.exp.past', 'id-token', 'MUST-REJECT', 'expiré depuis 360 s', 'expired 360 s ago', `${CORE} §9`),
  fault('idt.exp.past20', 'id-token', 'REPORT', 'expiré depuis 20 s', 'expired 20 s ago', `${CORE} §9`),
  fault('idt.iat.old', 'id-token', 'REPORT', 'délivré il y a sept jours', 'issued seven days ago', `${CORE} §10`),
  fault('idt.iat.future1h', 'id-token', 'REPORT', 'délivré dans une heure', 'issued in one hour', 'OIDC Core 2'),
  fault(
    'idt.nbf.future',
    'id-token',
    'SHOULD-REJECT',
    'valable dans une heure seulement (nbf)',
    'valid in one hour only (nbf)',
    'RFC 7519 §4.1.5',
  ),
  fault('idt.athash.bad', 'id-token', 'REPORT', 'at_hash faux', 'wrong at_hash', 'OIDC Core 3.1.3.8'),
  fault('idt.acr.missing', 'id-token', 'REPORT', 'sans acr', 'no acr', `${CORE} §12`),
  fault('idt.acr.lower', 'id-token', 'REPORT', 'acr « 0 »', 'acr "0"', `${CORE} §12`),
  fault('idt.acr.eidas2', 'id-token', 'MUST-ACCEPT', 'acr « eidas2 »', 'acr "eidas2"', 'psc-ssi.md §0.3'),
  fault('idt.acr.eidas3', 'id-token', 'MUST-ACCEPT', 'acr « eidas3 »', 'acr "eidas3"', 'psc-ssi.md §0.3'),
  fault(
    'idt.kid.absent',
    'id-token',
    'MUST-ACCEPT',
    'sans kid, une seule clé de cet algorithme',
    'no kid, a single key of that algorithm',
    'OIDC Core 10.1',
  ),
  fault(
    'idt.kid.absent-several',
    'id-token',
    'REPORT',
    'sans kid, plusieurs clés RSA publiées',
    'no kid, several RSA keys published',
    'OIDC Core 10.1',
  ),
  fault(
    'idt.claims.extra',
    'id-token',
    'MUST-ACCEPT',
    'claims inconnus en plus',
    'unknown claims added',
    'OIDC Core 3.1.3.7',
  ),
  fault(
    'jwks.rotate',
    'id-token',
    'MUST-ACCEPT',
    'clé neuve, publiée juste avant de signer',
    'new key, published just before signing',
    'OIDC Core 10.1.1',
  ),
];

const CALLBACK_FAULTS: readonly OidcFault[] = [
  fault(
    'cb.state.wrong',
    'callback',
    'MUST-REJECT',
    'retour avec un autre state',
    'callback with another state',
    'RFC 6749 §10.12',
  ),
  fault(
    'cb.state.missing',
    'callback',
    'MUST-REJECT',
    'retour sans state',
    'callback without state',
    'RFC 6749 §10.12',
  ),
  fault(
    'cb.iss.mixup',
    'callback',
    'SHOULD-REJECT',
    'retour au nom d’un autre fournisseur (iss)',
    'callback in the name of another provider (iss)',
    'RFC 9207 §2.4',
  ),
  fault(
    'cb.iss.missing',
    'callback',
    'REPORT',
    'retour sans iss alors qu’il est annoncé',
    'callback without iss although it is advertised',
    'RFC 9207 §2.4',
  ),
  fault(
    'cb.code.other',
    'callback',
    'MUST-REJECT',
    'retour avec un code d’un autre fournisseur',
    'callback with a code of another provider',
    'RFC 6749 §4.1.3',
  ),
  fault(
    'code.replay',
    'callback',
    'MUST-REJECT',
    'retour avec un code déjà utilisé',
    'callback with a code already used',
    'RFC 6749 §4.1.2',
  ),
  fault(
    'cb.access-denied',
    'callback',
    'MUST-REJECT',
    'retour en erreur access_denied',
    'callback with error access_denied',
    'psc-ssi.md §3.2',
  ),
  fault(
    'cb.login-required',
    'callback',
    'MUST-REJECT',
    'retour en erreur login_required',
    'callback with error login_required',
    'psc-ssi.md §3.2',
  ),
  fault(
    'cb.params.extra',
    'callback',
    'MUST-ACCEPT',
    'paramètres inconnus en plus',
    'unknown parameters added',
    'RFC 6749 §4.1.2',
  ),
];

const USERINFO_FAULTS: readonly OidcFault[] = [
  fault(
    'ui.sub.mismatch',
    'userinfo',
    'MUST-REJECT',
    'sub d’une autre personne : valeurs inutilisables',
    'sub of another person: its values may not be used',
    'OIDC Core 5.3.2',
  ),
  fault(
    'ui.refpro.missing',
    'userinfo',
    'REPORT',
    'sans référence professionnelle (SubjectRefPro)',
    'no professional reference (SubjectRefPro)',
    'psc-ssi.md §3.2',
  ),
  fault(
    'ui.nameid.missing',
    'userinfo',
    'REPORT',
    'sans identifiant national',
    'no national identifier',
    'psc-ssi.md §3.2',
  ),
  fault(
    'ui.exercices.several',
    'userinfo',
    'REPORT',
    'deux exercices de deux activités : un choix est nécessaire',
    'two practices of two activities: a choice is needed',
    'psc-ssi.md §§2.4, 3.2',
  ),
  fault(
    'ui.claims.minimal',
    'userinfo',
    'MUST-ACCEPT',
    'sans les informations facultatives',
    'without optional information',
    'OIDC Core 5.3.2',
  ),
  fault(
    'ui.claims.extra',
    'userinfo',
    'MUST-ACCEPT',
    'claims inconnus en plus',
    'unknown claims added',
    'OIDC Core 5.3.2',
  ),
  fault(
    'ui.signed',
    'userinfo',
    'REPORT',
    'JWT signé alors que le client attend du JSON',
    'signed JWT although the client expects JSON',
    'OIDC Core 5.3.2',
  ),
  fault('psc.userinfo.500', 'userinfo', 'REPORT', 'réponse 500', '500 answer', 'psc-ssi.md §3.2'),
  fault('psc.userinfo.timeout', 'userinfo', 'REPORT', 'réponse qui ne vient pas', 'no answer', 'psc-ssi.md §3.2'),
];

const SERVER_FAULTS: readonly OidcFault[] = [
  fault(
    'disc.iss.mismatch',
    'discovery',
    'SHOULD-REJECT',
    'découverte au nom d’un autre émetteur',
    'discovery in the name of another issuer',
    'OIDC Discovery 4.3',
  ),
  fault(
    'psc.discovery.down',
    'discovery',
    'REPORT',
    'découverte en panne (503)',
    'discovery down (503)',
    'psc-ssi.md §3.2',
  ),
  fault(
    'psc.jwks.down',
    'jwks',
    'REPORT',
    'clés publiques en panne (503)',
    'public keys down (503)',
    'psc-ssi.md §3.2',
  ),
  fault(
    'psc.token.503',
    'token',
    'MUST-REJECT',
    'jetons en panne (503)',
    'token endpoint down (503)',
    'psc-ssi.md §3.2',
  ),
  fault(
    'token.params.extra',
    'token',
    'MUST-ACCEPT',
    'paramètres inconnus en plus',
    'unknown parameters added',
    'RFC 6749 §5.1',
  ),
  fault(
    'refresh.invalid-grant',
    'refresh',
    'REPORT',
    'rafraîchissement refusé : la session est close',
    'refresh refused: the session is over',
    'psc-ssi.md §3.2, MSS/CONF.10',
  ),
];

const CIBA_FAULTS: readonly OidcFault[] = [
  fault(
    'ciba.invalid-user',
    'ciba-auth',
    'MUST-REJECT',
    'personne inconnue (texte de Keycloak)',
    'unknown person (Keycloak’s text)',
    'psc-ssi.md §2.7',
  ),
  fault(
    'ciba.unknown-user-id',
    'ciba-auth',
    'MUST-REJECT',
    'personne inconnue (code de la norme)',
    'unknown person (standard code)',
    `${CIBA} §13`,
  ),
  fault(
    'ciba.unavailable',
    'ciba-auth',
    'MUST-REJECT',
    'demande en panne (503 server_error)',
    'request endpoint down (503 server_error)',
    'psc-ssi.md §2.7',
  ),
  fault(
    'ciba.ack.no-auth-req-id',
    'ciba-auth',
    'MUST-REJECT',
    'accusé sans auth_req_id',
    'acknowledgment without auth_req_id',
    `${CIBA} §7.3`,
  ),
  fault(
    'ciba.ack.no-expires-in',
    'ciba-auth',
    'MUST-REJECT',
    'accusé sans expires_in',
    'acknowledgment without expires_in',
    `${CIBA} §7.3`,
  ),
  fault(
    'ciba.interval-absent',
    'ciba-auth',
    'MUST-ACCEPT',
    'accusé sans interval : 5 s entre deux demandes',
    'acknowledgment without interval: 5 s between polls',
    `${CIBA} §7.3`,
  ),
  fault(
    'ciba.interval-31',
    'ciba-auth',
    'MUST-ACCEPT',
    'interval de 31 s, à respecter',
    'interval of 31 s, to be respected',
    `${CIBA} §7.3`,
  ),
  fault(
    'ciba.slow-down',
    'ciba-poll',
    'MUST-ACCEPT',
    'slow_down à la deuxième demande : 5 s de plus',
    'slow_down at the second poll: 5 s more',
    `${CIBA} §11`,
  ),
  fault(
    'ciba.access-denied',
    'ciba-poll',
    'MUST-REJECT',
    'access_denied à la troisième demande',
    'access_denied at the third poll',
    `${CIBA} §11`,
  ),
  fault(
    'ciba.expired-token',
    'ciba-poll',
    'MUST-REJECT',
    'expired_token à la troisième demande',
    'expired_token at the third poll',
    `${CIBA} §11`,
  ),
  fault(
    'ciba.invalid-request',
    'ciba-poll',
    'MUST-REJECT',
    'invalid_request à la troisième demande : ne plus demander',
    'invalid_request at the third poll: stop polling',
    `${CIBA} §11`,
  ),
  fault(
    'ciba.token.no-scope',
    'ciba-poll',
    'MUST-ACCEPT',
    'réponse sans scope',
    'answer without scope',
    'RFC 6749 §5.1',
  ),
  fault(
    'ciba.token.no-expires-in',
    'ciba-poll',
    'MUST-ACCEPT',
    'réponse sans expires_in',
    'answer without expires_in',
    'RFC 6749 §5.1',
  ),
];

const LOGOUT_FAULTS: readonly OidcFault[] = [
  fault(
    'bcl.alg-none',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion non signé',
    'unsigned logout token',
    BCL,
  ),
  fault(
    'bcl.no-event',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion sans events',
    'logout token without events',
    BCL,
  ),
  fault(
    'bcl.wrong-event',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion d’un autre événement',
    'logout token of another event',
    BCL,
  ),
  fault(
    'bcl.with-nonce',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion avec nonce',
    'logout token with nonce',
    BCL,
  ),
  fault(
    'bcl.wrong-aud',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion d’un autre client',
    'logout token of another client',
    BCL,
  ),
  fault(
    'bcl.wrong-iss',
    'backchannel-logout',
    'MUST-REJECT',
    'jeton de déconnexion d’un autre émetteur',
    'logout token of another issuer',
    BCL,
  ),
];

/**
 * Every misbehaviour the mocks `psc` and `idp` have, with what a relying party must do (psc-ssi.md §§3.1–3.3). A rule
 * of the fault plan names `kind` = `id` and the keys `provider`, `client` or `professional`; no transaction is needed,
 * each is taken where it applies. For `bcl.*`, `MUST-REJECT` means that the session of the client stays open.
 */
export const OIDC_FAULTS: readonly OidcFault[] = [
  ...ID_TOKEN_FAULTS,
  ...CALLBACK_FAULTS,
  ...USERINFO_FAULTS,
  ...SERVER_FAULTS,
  ...CIBA_FAULTS,
  ...LOGOUT_FAULTS,
];

/** Ids of the faults of one place, as the fault plan takes them. */
export function faultKinds(at: OidcFaultPlace): string[] {
  return OIDC_FAULTS.filter((one) => one.at === at).map(({ id }) => id);
}
