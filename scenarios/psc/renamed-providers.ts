import type { ScenarioContext } from '../harness/index.js';
import type { ProviderRef } from './actions/provider-ref.js';
import { configureIdentityProvider, removeIdentityProvider } from './actions/providers.js';
import { sheetOf } from './situations.js';

/** Pro Santé Connect under other names: addresses, realm, discovery file, client, claims (SSI/IAM.80). */
export const RENAMED_PSC: ProviderRef = { id: 'psc-renomme', name: 'Pro Santé Connect renommé' };
/** The hospital's provider under other names. */
export const RENAMED_IDP: ProviderRef = { id: 'idp-renomme', name: 'Fournisseur renommé' };

/** Has the SUT configured with a renamed provider, beside the others; what the screen said. Inside a step. */
export async function addRenamed(
  t: ScenarioContext,
  provider: ProviderRef,
): Promise<{ saved: boolean; message: string }> {
  const service = provider === RENAMED_PSC ? 'psc' : 'idp';
  const { discoveryUrl, clientId, clientSecret, scope, acrValues = '', claims } = await sheetOf(t, service, 'renamed');
  const { nationalId, familyName, givenName } = claims;
  return t.act(configureIdentityProvider, {
    provider,
    settings: {
      discoveryUrl,
      clientId,
      clientSecret,
      scope,
      acrValues,
      claims: { nationalId, familyName, givenName },
      ciba: service === 'psc',
    },
  });
}

/** Takes it away again. Inside a step. */
export async function removeRenamed(t: ScenarioContext, provider: ProviderRef): Promise<void> {
  await t.act(removeIdentityProvider, { provider });
}
