import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ciba } from '../../../../scenarios/psc/psc-01-ciba.scenario.js';
import { session } from '../../../../scenarios/psc/psc-01-session.scenario.js';
import { web } from '../../../../scenarios/psc/psc-01.scenario.js';
import { web as providers } from '../../../../scenarios/psc/ssi-iam-80.scenario.js';
import { Lane } from '../../../defects/lane.js';
import { REFERENCE_DPI } from '../../../defects/reference-suts.js';

/** Names of what gives access, in forms and JSON (RFC 6749, OIDC Core, CIBA). */
const SECRETS =
  /"?\b(access_token|refresh_token|id_token|id_token_hint|code_verifier|auth_req_id|client_secret|code)"?(?:=|":\s*")([^&"\s]{8,})/g;

test(
  'no token, code or secret that crossed the wire is in the journal, the records or the evidence',
  { timeout: 240_000 },
  async () => {
    const real = new Set<string>();
    const read = (text: string) => {
      for (const [, , value = ''] of text.matchAll(SECRETS)) real.add(decodeURIComponent(value));
    };
    const onBody = (message: unknown) => {
      read(Buffer.from((message as { chunk: Uint8Array }).chunk).toString('utf8'));
    };
    const onHeaders = (message: unknown) => {
      const { headers } = (message as { response: { headers: Buffer[] } }).response;
      headers.forEach((header, at) => {
        if (header.toString().toLowerCase() === 'location')
          read(headers[at + 1]?.toString().replaceAll('?', '&') ?? '');
      });
    };
    const channels = [
      ['undici:request:bodyChunkSent', onBody],
      ['undici:request:bodyChunkReceived', onBody],
      ['undici:request:headers', onHeaders],
    ] as const;
    for (const [name, listener] of channels) subscribe(name, listener);
    const lane = await Lane.open(REFERENCE_DPI);
    try {
      await lane.run([web, ciba, session, providers], {});
      expect(real.size).toBeGreaterThan(20);
      const leaks: string[] = [];
      for (const file of await filesUnder(lane.dir)) {
        // What one types into the settings is in the sheet, on purpose.
        if (/connection\.(json|env|html)$/.test(file)) continue;
        const content = await readFile(file, 'utf8');
        for (const value of real) if (content.includes(value)) leaks.push(`${file}: ${value.slice(0, 12)}…`);
      }
      expect(leaks).toEqual([]);
    } finally {
      for (const [name, listener] of channels) unsubscribe(name, listener);
      await lane.close();
    }
  },
);

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
