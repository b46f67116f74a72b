import { MAIL_DOMAIN } from '../../fixtures/roster-mailboxes.js';
import { type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';

/** Path of the file, as Mozilla and MSS/CONF.04 have it (mssante.md §2.4). */
export const AUTOCONFIG_PATH = '/mail/config-v1.1.xml';

/** Where the operator answers, as the file tells it. */
export interface AutoconfigServers {
  host: string;
  imap: number;
  imaps: number;
  smtp: number;
  smtps: number;
}

/**
 * `GET /mail/config-v1.1.xml`: how to set up a PER or ORG mailbox, in Mozilla's format, STARTTLS first, then implicit TLS.
 * A real operator answers at `https://autoconfig.<domain>`; the sheet gives the whole address, as nothing resolves that
 * name here.
 */
export function answerAutoconfig({ method, path, query }: AutoconfigRequest, servers: AutoconfigServers): HttpAnswer {
  if (path !== AUTOCONFIG_PATH || (method !== 'GET' && method !== 'HEAD')) {
    return plainRefusal(404, `Autoconfiguration : rien à ${method} ${path}`);
  }
  const mailbox = query.get('emailaddress');
  return {
    status: 200,
    headers: [['Content-Type', 'application/xml; charset=utf-8']],
    body: autoconfigXml(servers),
    exchange: {
      transaction: 'autoconfig',
      keys: mailbox === null ? {} : { mailbox: mailbox.toLowerCase().slice(0, 320) },
      summary: 'Autoconfiguration des boîtes PER et ORG',
    },
  };
}

/** What is looked at of a request. */
export type AutoconfigRequest = Pick<ReceivedRequest, 'method' | 'path'> & { query: URLSearchParams };

function autoconfigXml({ host, imap, imaps, smtp, smtps }: AutoconfigServers): string {
  const server = (tag: string, type: string, port: number, socketType: string) => `    <${tag} type="${type}">
      <hostname>${host}</hostname>
      <port>${port}</port>
      <socketType>${socketType}</socketType>
      <authentication>OAuth2</authentication>
      <username>%EMAILADDRESS%</username>
    </${tag}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${MAIL_DOMAIN}">
    <domain>${MAIL_DOMAIN}</domain>
    <displayName>Banc Ségur, opérateur MSSanté de test</displayName>
    <displayShortName>Banc Ségur</displayShortName>
${server('incomingServer', 'imap', imap, 'STARTTLS')}
${server('incomingServer', 'imap', imaps, 'SSL')}
${server('outgoingServer', 'smtp', smtp, 'STARTTLS')}
${server('outgoingServer', 'smtp', smtps, 'SSL')}
  </emailProvider>
</clientConfig>
`;
}
