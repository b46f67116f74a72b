import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRIAL_MAIL_DOMAIN } from '../../../../fixtures/roster-mailboxes.js';
import { BOX, type OperatorBench, startOperator, WHO } from './operator-bench.js';
import { openSecureSmtp, openSmtp, plain, type SmtpClient, xoauth2 } from './smtp-client.js';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

type Certificate = 'authCli' | 'authCliRevoked' | 'authCliExpired' | 'authCliForeign' | 'cpsAuth1' | 'sign';

function open(certificate?: Certificate): Promise<SmtpClient & { ehlo: string }> {
  const { caPem, certificates } = bench.mocks.pki;
  const own = certificate === undefined ? undefined : certificates[certificate];
  return openSecureSmtp(bench.sheet.smtp.port, {
    ca: caPem,
    ...(own === undefined ? {} : { key: own.keyPem, cert: own.chainPem }),
  });
}

/** The exchange that tells why an authentication was refused. */
async function refusalSince(seq: number): Promise<string> {
  const [exchange] = await bench.mocks.journal.waitFor({ transaction: 'smtp-refused', since: seq }, 5_000);
  expect(exchange?.keys.stage).toBe('auth');
  expect(JSON.stringify(exchange)).not.toMatch(/eyJ|Bearer/);
  return exchange?.summary ?? '';
}

describe('before TLS', () => {
  it('offers STARTTLS, refuses AUTH and MAIL, and journals what came too early', async () => {
    const client = await openSmtp(bench.sheet.smtp.port);
    const before = bench.mocks.journal.lastSeq;
    expect(client.greeting).toMatch(/^220 smtp\.banc-essai\.mssante\.fr ESMTP/);
    expect(await client.say('EHLO me')).toContain('STARTTLS');
    expect(await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`)).toMatch(/^538 /);
    expect(await client.say(`AUTH OAUTHBEARER ${plain(BOX.pfi)}`)).toMatch(/^538 /);
    expect(await client.say(`MAIL FROM:<${BOX.pfi}>`)).toMatch(/^530 /);
    const early = bench.mocks.journal.list({ transaction: 'smtp-refused', since: before });
    expect(early.map(({ unexpected }) => unexpected)).toEqual([
      'authentification avant STARTTLS',
      'authentification avant STARTTLS',
      'message soumis avant l’authentification',
    ]);
  });
});

describe('an APP mailbox', () => {
  it('opens with the certificate of its structure, PLAIN and any password, even none', async () => {
    const client = await open('authCli');
    expect(client.ehlo).toMatch(/^250-AUTH PLAIN XOAUTH2 OAUTHBEARER EXTERNAL$/m);
    expect(client.ehlo).toMatch(/^250[- ]SIZE 26214400$/m);
    expect(client.ehlo).toMatch(/^250[- ]DSN$/m);
    expect(await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`)).toMatch(/^235 2\.7\.0 /);
    const later = await open('authCli');
    expect(await later.say('AUTH PLAIN')).toMatch(/^334/);
    expect(await later.say(Buffer.from(`${BOX.pfi}\0${BOX.pfi}\0x`).toString('base64'))).toMatch(/^235 /);
  });

  it.each<[string, Certificate | undefined, string, string]>([
    ['without a certificate', undefined, BOX.pfi, 'aucun certificat client présenté'],
    ['with a revoked certificate', 'authCliRevoked', BOX.pfi, 'révoqué'],
    ['with an expired certificate', 'authCliExpired', BOX.pfi, 'expiré'],
    ['with a certificate of another authority', 'authCliForeign', BOX.pfi, "d'une autre autorité"],
    ['with a certificate made to sign', 'sign', BOX.pfi, 'usage'],
    ['with a person’s certificate', 'cpsAuth1', BOX.pfi, 'personne physique'],
    ['when it belongs to another structure', 'authCli', BOX.hospital2, 'n’appartient pas'],
    ['when it is hosted by the other operator', 'authCli', `pfi@${TRIAL_MAIL_DOMAIN}`, 'autre opérateur'],
    ['when it does not exist', 'authCli', 'rien@banc-essai.mssante.fr', 'inconnue'],
    ['when it is a patient’s', 'authCli', '207058575627097@patient.mssante.fr', 'Mon espace santé'],
    ['when it needs a token', 'authCli', BOX.cardiology, 'jeton d’accès est attendu'],
  ])('does not open %s', async (_case, certificate, user, reason) => {
    const client = await open(certificate);
    const before = bench.mocks.journal.lastSeq;
    expect(await client.say(`AUTH PLAIN ${plain(user, 'x')}`)).toMatch(/^535 5\.7\.8 /);
    expect(await refusalSince(before)).toContain(reason);
  });

  it('does not open once its certificate is revoked, on a connection that lives', async () => {
    const client = await open('authCli');
    await bench.command('igc/revoke', { certificate: 'authCli' });
    const answer = await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`);
    await bench.command('igc/restore', { certificate: 'authCli' });
    expect(answer).toMatch(/^535 /);
    expect(await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`)).toMatch(/^235 /);
  });

  it('opens with EXTERNAL, which is noted', async () => {
    const client = await open('authCli');
    expect(await client.say(`AUTH EXTERNAL ${Buffer.from(BOX.pfi).toString('base64')}`)).toMatch(/^235 /);
    const before = bench.mocks.journal.lastSeq;
    await client.say('QUIT');
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: before }, 5_000);
    expect(session?.tolerated.join()).toContain('EXTERNAL');
  });

  it('does not open with LOGIN', async () => {
    const client = await open('authCli');
    expect(await client.say('AUTH LOGIN')).toMatch(/^504 /);
  });

  it('asked for in the older way, AUTH=PLAIN, leaves no secret in the journal', async () => {
    const client = await open('authCli');
    const before = bench.mocks.journal.lastSeq;
    expect(await client.say(`AUTH=PLAIN ${plain(BOX.pfi)}`)).toMatch(/^5/);
    await client.say('QUIT');
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: before }, 5_000);
    const transcript = await bench.mocks.journal.readBody(session?.request.body?.sha256 ?? '');
    expect(transcript?.toString()).toContain('C: AUTH=PLAIN ***');
  });
});

describe('a PER or ORG mailbox', () => {
  it.each([
    ['XOAUTH2', (token: string) => xoauth2(BOX.cardiology, token)],
    [
      'OAUTHBEARER',
      (token: string) =>
        Buffer.from(`n,a=${BOX.cardiology},\x01host=localhost\x01auth=Bearer ${token}\x01\x01`).toString('base64'),
    ],
  ])('opens with %s and a token of one of its users, in one line or two', async (mechanism, response) => {
    const token = await bench.token(WHO.ps1);
    expect(await (await open()).say(`AUTH ${mechanism} ${response(token)}`)).toMatch(/^235 /);
    const client = await open();
    expect(await client.say(`AUTH ${mechanism}`)).toMatch(/^334/);
    expect(await client.say(response(token))).toMatch(/^235 /);
    expect(await client.say(`AUTH ${mechanism} ${response(token)}`)).toMatch(/^503 /);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['has expired', () => bench.token(WHO.ps1, -1), 'expiré'],
    ['is of somebody else', () => bench.token(WHO.lab1), 'n’a pas accès'],
    ['is signed by another key', () => foreignToken(), 'signature'],
    [
      'is not signed',
      () => Promise.resolve(`${part({ alg: 'none' })}.${part({ sub: 'x' })}.`),
      'signé par un autre algorithme',
    ],
    ['is no token', () => Promise.resolve('abc'), 'JWT'],
    ['was revoked', revokedToken, 'révoqué'],
  ])('does not open when the token %s: JSON challenge, then 535', async (_case, make, reason) => {
    const token = await make();
    const client = await open();
    const before = bench.mocks.journal.lastSeq;
    const challenge = await client.say(`AUTH XOAUTH2 ${xoauth2(BOX.cardiology, token)}`);
    expect(JSON.parse(Buffer.from(challenge.slice(4), 'base64').toString())).toMatchObject({
      status: '401',
      schemes: 'bearer',
    });
    expect(await client.say('')).toMatch(/^535 /);
    expect(await refusalSince(before)).toContain(reason);
  });

  it('does not open with a token when it is an APP mailbox', async () => {
    const client = await open('authCli');
    const before = bench.mocks.journal.lastSeq;
    await client.say(`AUTH XOAUTH2 ${xoauth2(BOX.pfi, await bench.token(WHO.ps1))}`);
    expect(await refusalSince(before)).toContain('un certificat est attendu');
  });

  it('revoking a professional’s tokens leaves those issued afterwards', async () => {
    const earlier = await bench.token(WHO.gp1);
    await bench.command('mssante/revoke-token', { professional: WHO.gp1 });
    const later = await bench.token(WHO.gp1);
    expect(await (await open()).say(`AUTH XOAUTH2 ${xoauth2(BOX.gp1, earlier)}`)).toMatch(/^334/);
    expect(await (await open()).say(`AUTH XOAUTH2 ${xoauth2(BOX.gp1, later)}`)).toMatch(/^235/);
  });
});

async function revokedToken(): Promise<string> {
  const { accessToken, jti } = await bench.command<{ accessToken: string; jti: string }>('mssante/issue-access-token', {
    professional: WHO.ps1.slice(1),
  });
  await bench.command('mssante/revoke-token', { jti });
  return accessToken;
}

function foreignToken(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new SignJWT({ SubjectNameID: WHO.ps1, typ: 'Bearer' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer('https://psc.banc-segur.invalid/auth/realms/esante-wallet')
    .setJti('x')
    .setExpirationTime('2m')
    .sign(privateKey);
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
