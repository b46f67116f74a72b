import { describe, expect, test } from 'vitest';
import { signIn, startPscBench } from './psc-bench.js';

describe('people set by command', () => {
  test('a scenario makes its own: another sub, no professional reference, several practices, claims of its own', async () => {
    const bench = await startPscBench();
    const config = await bench.discover(bench.psc);
    const shown = async (key: string, more: object) => {
      await bench.command('psc/set-identity', { key, basedOn: 'ps1', ...more });
      const { tokens, userinfo } = await signIn(config, bench.psc, bench.browser(), key);
      return { idToken: tokens.claims(), userinfo };
    };
    const other = await shown('autre-sub', { sub: 'f:autre' });
    expect([other.idToken?.sub, other.userinfo.SubjectNameID]).toEqual(['f:autre', '899790000212']);
    const bare = await shown('sans-reference', { userinfoClaims: { SubjectRefPro: null } });
    expect(bare.userinfo).not.toHaveProperty('SubjectRefPro');
    const several = await shown('deux-exercices', { exercices: 2 });
    expect((several.userinfo.SubjectRefPro as { exercices: unknown[] }).exercices).toHaveLength(2);
    const unknown = await shown('inconnue', {
      nationalId: '899790099998',
      familyName: 'ESSAI-INCONNUE',
      claims: { banc: 'x' },
    });
    expect(unknown.idToken).toMatchObject({ SubjectNameID: '899790099998', family_name: 'ESSAI-INCONNUE', banc: 'x' });
    const first = await signIn(config, bench.psc, bench.browser(), 'ps1');
    expect(first.userinfo).toMatchObject({ SubjectNameID: '899790000212', family_name: 'ESSAI-PREMIER' });
    expect(await bench.command('psc/reset-identity', { key: 'inconnue' })).toEqual({ reset: true });
  });

  test('the hospital’s provider gives groups, and the RPPS under the name the run chose', async () => {
    const bench = await startPscBench();
    await bench.command('idp/set-user', { key: 'admin', basedOn: 'ps2', groups: ['DPI_ADMIN'] });
    await bench.command('idp/set-options', { claims: { nationalId: 'matricule' } });
    const config = await bench.discover(bench.idp);
    const { tokens } = await signIn(config, bench.idp, bench.browser(), 'admin');
    expect(tokens.claims()).toMatchObject({
      groups: ['DPI_ADMIN'],
      matricule: '99790000410',
      preferred_username: 'ps2',
    });
  });

  test.each([
    [
      'entra',
      { upn: 'ps1@etablissement.invalid', tid: expect.any(String) as string, oid: expect.any(String) as string },
    ],
    ['adfs', { unique_name: 'ESSAIS\\ps1', winaccountname: 'ESSAIS\\ps1', numeroRpps: '99790000212' }],
  ])('it takes the habits of %s', async (personality, claims) => {
    const bench = await startPscBench(['idp']);
    await bench.command('idp/set-options', { personality });
    const config = await bench.discover(bench.idp);
    const { tokens } = await signIn(config, bench.idp, bench.browser());
    expect(tokens.claims()).toMatchObject(claims);
  });

  test.each([
    ['psc/set-identity', { key: 'x', basedOn: 'personne' }, 'Personne inconnue'],
    ['psc/ecps', { professional: 'personne', decision: 'approve' }, 'Personne inconnue'],
    ['psc/expire', { what: 'code' }, 'client, session ou professional attendu'],
    ['psc/register-client', { clientId: 'x', redirectUris: ['pas une adresse'] }, 'redirectUris'],
  ])('%s refuses what it cannot do, and says why', async (name, input, told) => {
    const bench = await startPscBench(['psc']);
    await expect(bench.command(name, input)).rejects.toThrow(told);
  });
});
