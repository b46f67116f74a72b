import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOX, mail, type OperatorBench, startOperator, WHO } from '../unit/mocks/mssante/operator-bench.js';
import { missingPrograms, runProgram, skipped } from './peer-programs.js';

let bench: OperatorBench;
let dir: string;
let cert: string;
let key: string;
let ca: string;
beforeAll(async () => {
  bench = await startOperator();
  dir = await mkdtemp(join(tmpdir(), 'banc-segur-peers-'));
  ({ cert, key } = bench.mocks.pki.certificates.authCli.files);
  ca = bench.mocks.pki.caFile;
});
afterAll(async () => {
  await bench.close();
  await rm(dir, { recursive: true, force: true });
});

/** Writes a mail to a file of its own. */
async function mailFile(from: string, name: string): Promise<{ path: string; id: string }> {
  const id = `<${name}@peers.example>`;
  const path = join(dir, `${name}.eml`);
  await writeFile(path, mail({ from, to: BOX.gp1, id }));
  return { path, id };
}

/** The submission of a message, as the operator journalled it. */
async function submitted(id: string): Promise<Record<string, string> | undefined> {
  const [exchange] = await bench.exchanges('smtp-submission', { messageId: id });
  return exchange?.keys;
}

const noCurl = missingPrograms('curl');
describe.skipIf(noCurl !== undefined)(`curl submits${skipped(noCurl)}`, () => {
  /** Credentials stand in a file: they must not show in the list of processes. */
  async function curl(name: string, from: string, url: string, settings: readonly string[]) {
    const { path, id } = await mailFile(from, name);
    const config = join(dir, `${name}.conf`);
    await writeFile(config, settings.join('\n'));
    const args = ['-sS', '-K', config, '--cacert', ca, '--mail-from', from, '--mail-rcpt', BOX.gp1, '-T', path, url];
    return { id, ...(await runProgram('curl', args)) };
  }

  test.each(['smtp', 'smtps'] as const)('with PLAIN over a client certificate, %s', async (scheme) => {
    const { port } = bench.sheet[scheme];
    const { id, code, output } = await curl(`curl-plain-${scheme}`, BOX.pfi, `${scheme}://localhost:${port}`, [
      'ssl-reqd',
      `cert = ${cert}`,
      `key = ${key}`,
      `user = "${BOX.pfi}:x"`,
      'login-options = "AUTH=PLAIN"',
    ]);
    expect(output).toBe('');
    expect(code).toBe(0);
    expect(await submitted(id)).toMatchObject({ mechanism: 'PLAIN', mailbox: BOX.pfi });
  });

  // curl prefers OAUTHBEARER whatever one asks; msmtp shows XOAUTH2.
  test('with OAUTHBEARER and an access token', async () => {
    const url = `smtp://localhost:${bench.sheet.smtp.port}`;
    const token = await bench.token(WHO.ps1);
    const settings = ['ssl-reqd', `user = "${BOX.cardiology}"`, `oauth2-bearer = "${token}"`];
    const { id, code, output } = await curl('curl-token', BOX.cardiology, url, settings);
    expect(output).toBe('');
    expect(code).toBe(0);
    expect(await submitted(id)).toMatchObject({ mechanism: 'OAUTHBEARER', user: WHO.ps1 });
  });

  test('is refused with a token of somebody else', async () => {
    const url = `smtp://localhost:${bench.sheet.smtp.port}`;
    const { code } = await curl('curl-refused', BOX.cardiology, url, [
      'ssl-reqd',
      `user = "${BOX.cardiology}"`,
      `oauth2-bearer = "${await bench.token(WHO.lab1)}"`,
    ]);
    // CURLE_LOGIN_DENIED
    expect(code).toBe(67);
  });
});

const noSwaks = missingPrograms('swaks');
describe.skipIf(noSwaks !== undefined)(`swaks submits${skipped(noSwaks)}`, () => {
  test('with PLAIN over a client certificate, and verifies our certificate', async () => {
    const { path, id } = await mailFile(BOX.pfi, 'swaks');
    const { port } = bench.sheet.smtp;
    const { code, output } = await runProgram('swaks', [
      ...['--server', 'localhost', '--port', String(port), '--from', BOX.pfi, '--to', BOX.gp1, '--data', `@${path}`],
      ...['--tls', '--tls-verify', '--tls-ca-path', ca, '--tls-cert', cert, '--tls-key', key],
      ...['--auth', 'PLAIN', '--auth-user', BOX.pfi, '--auth-password', 'x', '--hide-all', '--timeout', '10'],
    ]);
    expect(output).toBe('');
    expect(code).toBe(0);
    expect(await submitted(id)).toMatchObject({ mechanism: 'PLAIN', mailbox: BOX.pfi });
  });

  test('is refused before TLS', async () => {
    const { path } = await mailFile(BOX.pfi, 'swaks-clear');
    const { code } = await runProgram('swaks', [
      ...['--server', 'localhost', '--port', String(bench.sheet.smtp.port), '--from', BOX.pfi, '--to', BOX.gp1],
      ...['--data', `@${path}`, '--hide-all', '--timeout', '10'],
    ]);
    // MAIL refused
    expect(code).toBe(23);
  });
});

const noMsmtp = missingPrograms('msmtp');
describe.skipIf(noMsmtp !== undefined)(`msmtp submits${skipped(noMsmtp)}`, () => {
  async function msmtp(name: string, from: string, settings: readonly string[]) {
    const { path, id } = await mailFile(from, name);
    const config = join(dir, `${name}.msmtprc`);
    const common = ['account default', 'host localhost', `tls_trust_file ${ca}`, `from ${from}`, `user ${from}`];
    await writeFile(config, [...common, ...settings, ''].join('\n'), { mode: 0o600 });
    const input = await readFile(path, 'latin1');
    return { id, ...(await runProgram('msmtp', ['-C', config, '--', BOX.gp1], { input })) };
  }

  test.each([
    ['on', 'smtp'],
    ['off', 'smtps'],
  ] as const)('with PLAIN over a client certificate (STARTTLS %s)', async (starttls, service) => {
    const { id, code, output } = await msmtp(`msmtp-${service}`, BOX.pfi, [
      `port ${bench.sheet[service].port}`,
      'tls on',
      `tls_starttls ${starttls}`,
      `tls_cert_file ${cert}`,
      `tls_key_file ${key}`,
      'auth plain',
      'password x',
    ]);
    expect(output).toBe('');
    expect(code).toBe(0);
    expect(await submitted(id)).toMatchObject({ mechanism: 'PLAIN' });
  });

  test.each(['xoauth2', 'oauthbearer'])('with %s and an access token', async (mechanism) => {
    const token = join(dir, `${mechanism}.token`);
    await writeFile(token, await bench.token(WHO.ps1), { mode: 0o600 });
    const { id, code, output } = await msmtp(`msmtp-${mechanism}`, BOX.cardiology, [
      `port ${bench.sheet.smtp.port}`,
      'tls on',
      `auth ${mechanism}`,
      `passwordeval cat ${token}`,
    ]);
    expect(output).toBe('');
    expect(code).toBe(0);
    expect(await submitted(id)).toMatchObject({ mechanism: mechanism.toUpperCase(), user: WHO.ps1 });
  });
});
