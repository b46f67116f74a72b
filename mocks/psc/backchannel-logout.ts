import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { faultKinds } from '../wire/oidc-faults.js';
import type { Client } from './clients.js';
import { keysOf } from './endpoint.js';
import { serialise } from './id-token.js';
import { personClaims } from './person-claims.js';
import { issuerOf, type Provider, type Session } from './provider.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const OTHER_EVENT = 'http://schemas.openid.net/event/foobar';
/** A client that does not answer must not hold the others. */
const TIMEOUT_MS = 5_000;
const FAULTS = faultKinds('backchannel-logout');

/** Tells the end of a session to its clients that gave an address (OIDC Back-Channel Logout), and journals it. */
export async function tellClients(provider: Provider, session: Session): Promise<void> {
  await Promise.all(
    [...session.clients].map(async (clientId) => {
      const client = provider.clients.find(clientId);
      if (client?.backchannelLogoutUri !== undefined) {
        await tellClient(provider, session, client, client.backchannelLogoutUri);
      }
    }),
  );
}

async function tellClient(provider: Provider, session: Session, { clientId }: Client, uri: string): Promise<void> {
  const { journal, pki } = provider.environment;
  const startedAt = new Date().toISOString();
  const keys = keysOf(provider, { clientId, session });
  const fault = provider.fault('backchannel-logout', keys, FAULTS);
  const body = Buffer.from(
    new URLSearchParams({ logout_token: await logoutToken(provider, session, clientId, fault?.kind) }).toString(),
  );
  const url = new URL(uri);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
  const answer = await post(url, headers, body, pki.caPem);
  const told = answer.status === undefined ? `sans réponse (${answer.failure})` : `réponse ${answer.status}`;
  const responseHeaders: [string, string][] = [];
  journal.record(
    {
      service: provider.settings.service,
      transaction: 'backchannel-logout',
      protocol: url.protocol === 'https:' ? 'https' : 'http',
      startedAt,
      finishedAt: new Date().toISOString(),
      keys: { ...keys, ...(answer.status === undefined ? {} : { status: String(answer.status) }) },
      summary: `${provider.settings.title} : fin de session annoncée à ${clientId}, ${told}`,
      request: {
        line: `POST ${url.pathname}${url.search} HTTP/1.1`,
        headers: [['Host', url.host], ...Object.entries(headers)],
      },
      ...(answer.status === undefined
        ? {}
        : { response: { line: `HTTP/1.1 ${answer.status}`, status: answer.status, headers: responseHeaders } }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      tolerated: [],
    },
    { requestBody: body },
  );
}

async function logoutToken(provider: Provider, session: Session, clientId: string, kind: string | undefined) {
  const { alg, kid, privateKey } = await provider.keys.active();
  const now = Math.floor(Date.now() / 1000);
  const issuer = issuerOf(provider);
  const events = { [kind === 'bcl.wrong-event' ? OTHER_EVENT : EVENT]: {} };
  const claims = {
    iss: kind === 'bcl.wrong-iss' ? `${issuer}1` : issuer,
    aud: kind === 'bcl.wrong-aud' ? `${clientId}1` : clientId,
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    sub: personClaims(provider, session.identity, session.means).idToken.sub,
    sid: session.id,
    ...(kind === 'bcl.no-event' ? {} : { events }),
    ...(kind === 'bcl.with-nonce' ? { nonce: randomUUID() } : {}),
  };
  return serialise({
    header: { alg, typ: 'logout+jwt', kid },
    claims,
    signedBy: kind === 'bcl.alg-none' ? 'none' : privateKey,
  });
}

type Posted = { status: number } | { status?: undefined; failure: string };

function post(url: URL, headers: Record<string, string>, body: Buffer, ca: string): Promise<Posted> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ failure: error.message });
    const options = { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false as const };
    const sending =
      // A product's certificate is its vendor's business: the bench does not judge it here.
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, ca, rejectUnauthorized: false })
        : httpRequest(url, options);
    sending.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    sending.once('timeout', () => sending.destroy(new Error('délai dépassé')));
    sending.once('error', failed);
    sending.end(body);
  });
}
