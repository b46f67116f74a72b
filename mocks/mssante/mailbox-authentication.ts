import type { AccessTokenAuthority } from '../core/access-token.js';
import type { ExchangeTls } from '../core/exchange.js';
import { dnValue } from '../wire/distinguished-name.js';
import type { MailboxAccount, MailboxDirectory, OperatorName } from './mailbox-directory.js';

/** What a client says of itself, as SMTP AUTH or IMAP AUTHENTICATE/LOGIN carried it. Addresses in any case. */
export type MailCredentials =
  | {
      /** LOGIN also stands for the IMAP command. The password is never looked at: the certificate proves. */
      mechanism: 'PLAIN' | 'LOGIN';
      username: string;
      /** Authorization identity of PLAIN, when it is not empty. */
      authzid?: string;
    }
  | { mechanism: 'XOAUTH2' | 'OAUTHBEARER'; username: string; accessToken: string }
  | { mechanism: 'EXTERNAL'; username: string };

/** Who opened a mailbox. */
export interface AuthenticatedMailbox {
  accepted: true;
  account: MailboxAccount;
  mechanism: MailCredentials['mechanism'];
  /** Subject of the certificate (RFC 2253), or national identifier of the professional (`8…`). */
  identity: string;
  /** `jti` of the access token. */
  tokenId?: string;
  /** End of the access token. */
  expiresAt?: Date;
  /** What was accepted although the specification says otherwise, in French. */
  tolerated: string[];
}

/** Why a mailbox was not opened. */
export interface RefusedMailbox {
  accepted: false;
  mechanism: MailCredentials['mechanism'];
  /** Lower case, as given, cut at 320 characters. */
  address: string;
  /** French, for the journal. */
  reason: string;
  tokenId?: string;
}

/** Outcome of an authentication. */
export type MailboxAuthentication = AuthenticatedMailbox | RefusedMailbox;

/** Judges a client by its credentials, the TLS facts of its connection, and the operator it connected to. */
export type AuthenticateMailbox = (
  credentials: MailCredentials,
  connection: { tls: ExchangeTls; operator: OperatorName },
) => Promise<MailboxAuthentication>;

/** Longest address (RFC 5321 §4.5.3.1); a client may send kilobytes, which the journal must not repeat. */
const MAX_ADDRESS = 320;

/** OID of the organizational unit, where IGC-Santé writes the identifier of the structure (psc-ssi.md §6.4). */
const ORGANIZATIONAL_UNIT = '2.5.4.11';

/**
 * Authentication of API LPS (mssante.md §§2.5, 2.6). APP: a client certificate ORG AUTH_CLI of the structure that owns
 * the mailbox, then PLAIN with its address and any password (CONF.12; EXTERNAL is tolerated). PER and ORG: an access
 * token of a professional who may open it (CONF.07); a certificate does not open them. LOGIN is refused everywhere.
 */
export function createMailboxAuthentication(
  directory: MailboxDirectory,
  tokens: AccessTokenAuthority,
): AuthenticateMailbox {
  return async (credentials, { tls, operator }) => {
    const { mechanism } = credentials;
    const address = credentials.username.trim().toLowerCase().slice(0, MAX_ADDRESS);
    const refuse = (reason: string, tokenId?: string): RefusedMailbox => ({
      accepted: false,
      mechanism,
      address,
      reason,
      ...(tokenId === undefined ? {} : { tokenId }),
    });
    if (mechanism === 'LOGIN') return refuse('mécanisme LOGIN : PLAIN ou XOAUTH2 attendu');
    const account = directory.find(address);
    if (account === undefined) return refuse(`boîte ${address} inconnue`);
    if (account.operator !== operator) return refuse(`boîte ${address} hébergée par l’autre opérateur du banc`);
    if (account.type === 'PATIENT') return refuse('boîte de Mon espace santé : aucun logiciel ne l’ouvre');

    if ('accessToken' in credentials) {
      if (account.type === 'APP') return refuse('boîte APP : un certificat est attendu, et non un jeton');
      const verdict = await tokens.verify(credentials.accessToken);
      if (!verdict.valid) return refuse(verdict.reason, verdict.jti);
      const { subjectNameId, jti, expiresAt } = verdict;
      if (!account.users.includes(subjectNameId)) {
        return refuse(`jeton de ${subjectNameId}, qui n’a pas accès à la boîte ${address}`, jti);
      }
      const tolerated = mechanism === 'OAUTHBEARER' ? ['SASL OAUTHBEARER : XOAUTH2 est prévu (CONF.07)'] : [];
      return { accepted: true, account, mechanism, identity: subjectNameId, tokenId: jti, expiresAt, tolerated };
    }

    if (account.type !== 'APP') {
      return refuse(`boîte ${account.type} : un jeton d’accès est attendu, et non un certificat ou un mot de passe`);
    }
    if (!tls.authorized || tls.clientSubject === undefined) {
      return refuse(tls.refusal ?? 'aucun certificat client présenté');
    }
    const structure = dnValue(tls.clientSubject, ORGANIZATIONAL_UNIT);
    if (structure === undefined || structure === '') return refuse('certificat d’une personne physique');
    if (!account.owners.includes(structure)) {
      return refuse(`certificat de la structure ${structure}, à qui la boîte ${address} n’appartient pas`);
    }
    const tolerated: string[] = [];
    if (mechanism === 'EXTERNAL') tolerated.push('SASL EXTERNAL : PLAIN est prévu pour une boîte APP (CONF.12)');
    const authzid = credentials.mechanism === 'PLAIN' ? (credentials.authzid ?? '') : '';
    if (authzid !== '' && authzid.toLowerCase() !== address)
      return refuse(`identité demandée ${authzid} non autorisée`);
    return { accepted: true, account, mechanism, identity: tls.clientSubject, tolerated };
  };
}
