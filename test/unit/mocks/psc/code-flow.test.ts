import { describe, expect, test } from 'vitest';
import { signIn, startPscBench } from './psc-bench.js';

describe('signing in with an authorization code', () => {
  test.each(['psc', 'psc.renamed', 'idp', 'idp.renamed'])(
    '%s: code, PKCE, userinfo, by its sheet alone',
    async (name) => {
      const bench = await startPscBench();
      const [service = '', renamed] = name.split('.');
      const first = service === 'psc' ? bench.psc : bench.idp;
      const sheet = renamed === undefined ? first : first.renamed;
      const config = await bench.discover(sheet, { strict: true });
      const { tokens, userinfo } = await signIn(config, sheet, bench.browser());
      expect(tokens.claims()).toMatchObject({ iss: sheet.issuer, aud: sheet.clientId });
      const nationalId = userinfo[sheet.claims.nationalId ?? ''];
      expect(nationalId).toBe(service === 'psc' ? '899790000212' : '99790000212');
      expect(bench.mocks.journal.list().filter(({ unexpected }) => unexpected !== undefined)).toEqual([]);
      expect(bench.exchanges('token', { provider: name })).toHaveLength(1);
    },
  );
});
