import { decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAccessTokenAuthority } from '../../../../mocks/core/access-token.js';
import { createSigningKeys } from '../../../../mocks/core/signing-keys.js';

const SUBJECT = { subjectNameId: '899790000212' };

describe('the authority of access tokens', () => {
  test('names a published key in each token, and still accepts those of a former key and a former name', async () => {
    const tokens = createAccessTokenAuthority('https://first.invalid');
    const { accessToken } = await tokens.issue(SUBJECT);
    const [published] = await tokens.keys.published();
    expect(decodeProtectedHeader(accessToken).kid).toBe(published?.kid);
    tokens.setIssuer('https://second.invalid');
    await tokens.keys.rotate(true);
    expect(tokens.issuer).toBe('https://second.invalid');
    expect(await tokens.keys.published()).toHaveLength(1);
    expect(await tokens.verify(accessToken)).toMatchObject({ valid: true, subjectNameId: '899790000212' });
    const later = await tokens.issue({ ...SUBJECT, claims: { acr: 'eidas2', SubjectNameID: 'x', typ: 'x' } });
    expect(await tokens.verify(later.accessToken)).toMatchObject({ valid: true, subjectNameId: '899790000212' });
  });

  test('refuses the tokens of another authority, whatever name it takes', async () => {
    const tokens = createAccessTokenAuthority('https://same.invalid');
    const { accessToken } = await createAccessTokenAuthority('https://same.invalid').issue(SUBJECT);
    expect(await tokens.verify(accessToken)).toMatchObject({
      valid: false,
      reason: 'jeton dont la signature n’est pas celle du banc',
    });
  });

  test('never publishes the private half of a key', async () => {
    for (const alg of ['RS256', 'PS256', 'ES256'] as const) {
      const [jwk] = await createSigningKeys(alg).published();
      expect([jwk?.alg, jwk?.use, jwk?.d]).toEqual([alg, 'sig', undefined]);
    }
  });
});
