import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PscBench, ProviderSheet } from '../unit/mocks/psc/psc-bench.js';

const MODULES = '/usr/lib/apache2/modules';
const APACHE = '/usr/sbin/apache2';

/** Why Apache mod_auth_openidc cannot run here; undefined when it can. */
export function missingModAuthOpenidc(): string | undefined {
  const missing = [APACHE, `${MODULES}/mod_auth_openidc.so`].filter((path) => !existsSync(path));
  return missing.length === 0 ? undefined : 'apache2 with libapache2-mod-auth-openidc not installed';
}

/** An Apache that protects a page with OpenID Connect. */
export interface RelyingParty {
  /** Signs in by the only provider, Pro Santé Connect, known by its discovery URL. */
  single: string;
  /** Signs in by several providers, chosen by `iss`. */
  several: string;
  close(): Promise<void>;
}

/** Starts Apache in the foreground, under a folder of its own, on two free ports. */
export async function startModAuthOpenidc(bench: PscBench, sheets: readonly ProviderSheet[]): Promise<RelyingParty> {
  const root = await mkdtemp(join(tmpdir(), 'banc-apache-'));
  const [first = 0, second = 0] = await freePorts(2);
  await mkdir(join(root, 'htdocs', 'prive'), { recursive: true });
  await writeFile(join(root, 'htdocs', 'prive', 'page.txt'), 'page protégée\n');
  const metadata = join(root, 'metadata');
  await mkdir(metadata);
  for (const sheet of sheets) {
    // What mod_auth_openidc keeps of a provider is the document its discovery URL answers.
    const document = await (await bench.raw(sheet.discoveryUrl)).text();
    const name = join(metadata, encodeURIComponent(sheet.issuer.replace('https://', '')));
    await writeFile(`${name}.provider`, document);
    await writeFile(`${name}.client`, JSON.stringify({ client_id: sheet.clientId, client_secret: sheet.clientSecret }));
    await writeFile(`${name}.conf`, JSON.stringify({ scope: sheet.scope, pkce_method: 'S256' }));
  }
  const [psc] = sheets;
  if (psc === undefined) throw new Error('a provider is needed');
  const config = join(root, 'apache.conf');
  await writeFile(config, configuration(root, bench.mocks.sheet.ca, { first, second, psc, metadata }));
  const apache = spawn(APACHE, ['-d', root, '-f', config, '-DFOREGROUND'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stopped = once(apache, 'exit');
  const party: RelyingParty = {
    single: `http://127.0.0.1:${first}`,
    several: `http://127.0.0.1:${second}`,
    close: async () => {
      apache.kill('SIGTERM');
      await stopped;
      await rm(root, { recursive: true, force: true });
    },
  };
  const log: string[] = [];
  await new Promise<void>((resolve) => {
    const lines = createInterface(apache.stdout);
    lines.on('line', (line) => {
      log.push(line);
      if (line.includes('resuming normal operations')) resolve();
    });
    lines.on('close', resolve);
  });
  if (!log.some((line) => line.includes('resuming normal operations'))) {
    await party.close();
    throw new Error(`Apache did not start: ${log.join('\n')}`);
  }
  return party;
}

function configuration(
  root: string,
  ca: string,
  { first, second, psc, metadata }: { first: number; second: number; psc: ProviderSheet; metadata: string },
): string {
  const modules = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'auth_openidc', 'mime'];
  const common = (port: number) => `
  DocumentRoot "${root}/htdocs"
  OIDCRedirectURI http://127.0.0.1:${port}/prive/retour
  OIDCCryptoPassphrase banc-essai-passphrase
  OIDCCABundlePath ${ca}
  OIDCCookieSameSite Off
  OIDCInfoHook iat id_token userinfo session
  OIDCStateMaxNumberOfCookies 50
  <Location /prive>
    AuthType openid-connect
    Require valid-user
  </Location>`;
  return `
ServerRoot "${root}"
ServerName 127.0.0.1
PidFile "${root}/apache.pid"
ErrorLog "|/bin/cat"
LogLevel notice
Mutex file:${root}
TypesConfig /etc/mime.types
${modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
Listen 127.0.0.1:${first}
Listen 127.0.0.1:${second}
<VirtualHost 127.0.0.1:${first}>
  OIDCProviderMetadataURL ${psc.discoveryUrl}
  OIDCClientID ${psc.clientId}
  OIDCClientSecret ${psc.clientSecret}
  OIDCScope "${psc.scope}"
  OIDCAuthRequestParams acr_values=eidas1
  OIDCPKCEMethod S256
  OIDCRemoteUserClaim SubjectNameID
${common(first)}
</VirtualHost>
<VirtualHost 127.0.0.1:${second}>
  OIDCMetadataDir "${metadata}"
${common(second)}
</VirtualHost>
`;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
