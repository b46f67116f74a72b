import { describe, expect, test } from 'vitest';
import { OIDC_FAULTS } from '../../mocks/wire/oidc-faults.js';
import { type PscBench, signIn, startPscBench } from '../unit/mocks/psc/psc-bench.js';

type Result = 'accepts' | 'rejects';

/**
 * What openid-client 6.8.9 does before each fault, by default and with enableNonRepudiationChecks(). Recorded in
 * psc-ssi.md §3.1 for those it has; the others were measured here.
 */
const RECORDED: Readonly<Record<string, readonly [byDefault: Result, withSignatures: Result]>> = {
  'idt.sig.bad': ['accepts', 'rejects'],
  'idt.sig.rogue': ['accepts', 'rejects'],
  'idt.alg.none': ['rejects', 'rejects'],
  'idt.alg.unexpected': ['accepts', 'accepts'],
  'idt.alg.hs256': ['accepts', 'rejects'],
  'idt.iss.wrong': ['rejects', 'rejects'],
  'idt.iss.slash': ['rejects', 'rejects'],
  'idt.aud.wrong': ['rejects', 'rejects'],
  'idt.aud.missing': ['rejects', 'rejects'],
  'idt.aud.extra': ['rejects', 'rejects'],
  'idt.aud.extra-azp-other': ['rejects', 'rejects'],
  'idt.aud.extra-azp-client': ['accepts', 'accepts'],
  'idt.azp.other': ['accepts', 'accepts'],
  'idt.aud.array1': ['accepts', 'accepts'],
  'idt.nonce.wrong': ['rejects', 'rejects'],
  'idt.nonce.missing': ['rejects', 'rejects'],
  'idt.sub.missing': ['rejects', 'rejects'],
  'idt.iat.missing': ['rejects', 'rejects'],
  'idt.exp.missing': ['rejects', 'rejects'],
  'idt.exp.past': ['rejects', 'rejects'],
  'idt.exp.past20': ['accepts', 'accepts'],
  'idt.iat.old': ['accepts', 'accepts'],
  'idt.iat.future1h': ['accepts', 'accepts'],
  'idt.nbf.future': ['rejects', 'rejects'],
  'idt.athash.bad': ['accepts', 'accepts'],
  'idt.acr.missing': ['accepts', 'accepts'],
  'idt.acr.lower': ['accepts', 'accepts'],
  'idt.acr.eidas2': ['accepts', 'accepts'],
  'idt.acr.eidas3': ['accepts', 'accepts'],
  'idt.kid.absent': ['accepts', 'accepts'],
  'idt.kid.absent-several': ['accepts', 'rejects'],
  'idt.claims.extra': ['accepts', 'accepts'],
  'jwks.rotate': ['accepts', 'accepts'],
  'cb.state.wrong': ['rejects', 'rejects'],
  'cb.state.missing': ['rejects', 'rejects'],
  'cb.iss.mixup': ['rejects', 'rejects'],
  'cb.iss.missing': ['rejects', 'rejects'],
  'cb.code.other': ['rejects', 'rejects'],
  'code.replay': ['rejects', 'rejects'],
  'cb.access-denied': ['rejects', 'rejects'],
  'cb.login-required': ['rejects', 'rejects'],
  'cb.params.extra': ['accepts', 'accepts'],
  'ui.sub.mismatch': ['rejects', 'rejects'],
  'ui.refpro.missing': ['accepts', 'accepts'],
  'ui.nameid.missing': ['accepts', 'accepts'],
  'ui.exercices.several': ['accepts', 'accepts'],
  'ui.claims.minimal': ['accepts', 'accepts'],
  'ui.claims.extra': ['accepts', 'accepts'],
  'ui.signed': ['accepts', 'accepts'],
  'psc.userinfo.500': ['rejects', 'rejects'],
  'psc.token.503': ['rejects', 'rejects'],
  'token.params.extra': ['accepts', 'accepts'],
};

async function attempt(bench: PscBench, kind: string, strict: boolean): Promise<Result> {
  const config = await bench.discover(bench.psc, { strict, bare: true });
  bench.fault(kind, { provider: 'psc', client: bench.psc.clientId });
  return signIn(config, bench.psc, bench.browser()).then(
    () => 'accepts',
    () => 'rejects',
  );
}

describe('openid-client before a faulty provider gives the recorded results', () => {
  test.each(Object.entries(RECORDED))('%s', async (kind, [byDefault, withSignatures]) => {
    const bench = await startPscBench(['psc']);
    expect([await attempt(bench, kind, false), await attempt(bench, kind, true)]).toEqual([byDefault, withSignatures]);
    expect(bench.mocks.journal.list().filter(({ fault }) => fault === kind)).toHaveLength(2);
    expect(bench.mocks.faults.list()).toEqual([]);
  });

  test('every fault of the code flow is in the table, but those of discovery, keys and time', () => {
    const places = ['id-token', 'callback', 'userinfo', 'token'];
    const kinds = OIDC_FAULTS.filter(({ at }) => places.includes(at)).map(({ id }) => id);
    expect(Object.keys(RECORDED).toSorted()).toEqual(kinds.filter((id) => id !== 'psc.userinfo.timeout').toSorted());
  });

  test('a new key is refused with signatures checked while the cached keys are less than 60 s old', async () => {
    const bench = await startPscBench(['psc']);
    const config = await bench.discover(bench.psc, { strict: true });
    await signIn(config, bench.psc, bench.browser());
    bench.fault('jwks.rotate', { client: bench.psc.clientId });
    await expect(signIn(config, bench.psc, bench.browser())).rejects.toThrow();
    const fresh = await bench.discover(bench.psc, { strict: true });
    await signIn(fresh, bench.psc, bench.browser());
  });

  test('another issuer in the discovery document is noticed at the callback only', async () => {
    const bench = await startPscBench(['psc']);
    bench.fault('disc.iss.mismatch', { provider: 'psc' });
    const config = await bench.discover(bench.psc);
    await expect(signIn(config, bench.psc, bench.browser())).rejects.toThrow();
    expect(bench.exchanges('authorize')).toHaveLength(1);
    expect(bench.exchanges('token')).toEqual([]);
  });

  test('discovery or keys that are down stop the sign-in; refresh that is refused says invalid_grant', async () => {
    const bench = await startPscBench(['psc']);
    bench.fault('psc.discovery.down', { provider: 'psc' });
    await expect(bench.discover(bench.psc)).rejects.toThrow();
    const config = await bench.discover(bench.psc, { strict: true });
    bench.fault('psc.jwks.down', { provider: 'psc' });
    await expect(signIn(config, bench.psc, bench.browser())).rejects.toThrow();
    await signIn(config, bench.psc, bench.browser());
    expect(bench.exchanges('jwks').map(({ fault }) => fault)).toEqual(['psc.jwks.down', undefined]);
  });

  test('a userinfo that does not answer is waited for as long as the client wants', async () => {
    const bench = await startPscBench(['psc']);
    const config = await bench.discover(bench.psc);
    config.timeout = 1;
    bench.fault('psc.userinfo.timeout', { client: bench.psc.clientId });
    await expect(signIn(config, bench.psc, bench.browser())).rejects.toThrow();
  });
});
