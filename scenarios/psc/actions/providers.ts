import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { providerRef, type ProviderRef } from './provider-ref.js';

const providerSettings = z.object({
  discoveryUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  scope: z.string(),
  acrValues: z.string().default(''),
  claims: z.object({ nationalId: z.string(), familyName: z.string(), givenName: z.string() }),
  ciba: z.boolean(),
});
/** What an administrator types to connect the SUT to a provider. */
export type TypedSettings = z.infer<typeof providerSettings>;

interface Configuration {
  provider: ProviderRef;
  settings: TypedSettings;
}

/** An administrator adds a provider beside those in use, or changes the one of that id, by configuration only. */
export const configureIdentityProvider = defineAction({
  name: 'configureIdentityProvider',
  theme: 'psc',
  title: text('Paramétrer un fournisseur d’identité', 'Configure an identity provider'),
  instructions: ({ provider, settings }: Configuration) => {
    const { discoveryUrl, clientId, clientSecret, scope, acrValues, claims } = settings;
    return text(
      `Sans toucher au code, ajoutez le fournisseur « ${provider.name} » à ceux en service, puis déconnectez-vous.\nDécouverte : ${discoveryUrl}\nClient : ${clientId}, secret : ${clientSecret}\nScopes : ${scope}, acr_values : ${acrValues || 'aucun'}\nClaims : identifiant national ${claims.nationalId}, nom ${claims.familyName}, prénom ${claims.givenName}`,
      `Without touching the code, add provider "${provider.name}" to those in use, then sign out.\nDiscovery: ${discoveryUrl}\nClient: ${clientId}, secret: ${clientSecret}\nScopes: ${scope}, acr_values: ${acrValues || 'none'}\nClaims: national identifier ${claims.nationalId}, family name ${claims.familyName}, given name ${claims.givenName}`,
    );
  },
  input: z.object({ provider: providerRef, settings: providerSettings }),
  secrets: ({ settings }) => [settings.clientSecret],
  observation: z.object({
    saved: z.boolean().meta({ fr: 'Le paramétrage est enregistré', en: 'The configuration is saved' }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});

/** An administrator removes a provider that a scenario added. */
export const removeIdentityProvider = defineAction({
  name: 'removeIdentityProvider',
  theme: 'psc',
  title: text('Retirer un fournisseur d’identité', 'Remove an identity provider'),
  instructions: ({ provider }: { provider: ProviderRef }) =>
    text(
      `Retirez le fournisseur « ${provider.name} » ; ceux d’avant restent en service. Déconnectez-vous.`,
      `Remove provider "${provider.name}"; those of before stay in use. Sign out.`,
    ),
  input: z.object({ provider: providerRef }),
  observation: z.object({
    removed: z.boolean().meta({ fr: 'Le fournisseur est retiré', en: 'The provider is removed' }),
  }),
  requests: [],
});
