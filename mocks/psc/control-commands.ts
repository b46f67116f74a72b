import { z } from 'zod';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { present } from '../wire/present.js';
import { tellClients } from './backchannel-logout.js';
import { type Client, MAX_CLIENTS, REDIRECT_RULES } from './clients.js';
import { expire, EXPIRABLE } from './expiry.js';
import { IDP_CLAIM_NAMES } from './idp-claims.js';
import { identityCommands } from './identity-commands.js';
import { pendingOnEcps } from './ecps.js';
import { endSession, isLive, type Provider, type Session } from './provider.js';
import { providerSheet } from './provider-listeners.js';

/** A provider and its renamed twin, which commands choose between. */
export interface ProviderPair {
  main: Provider;
  renamed: Provider;
}

const which = z
  .enum(['main', 'renamed'])
  .default('main')
  .meta({ description: 'Le fournisseur de la fiche, ou son double renommé' });
const redirect = z.union([z.enum(REDIRECT_RULES), z.url()]);
const seconds = z.number().int().min(0).max(86_400);
const claimName = z.string().min(1).max(100);

/** Commands of Pro Santé Connect: those of any provider, and the simulated e-CPS. */
export function pscCommands(pair: ProviderPair): Record<string, ControlCommand> {
  return {
    ...providerCommands(pair),
    ...identityCommands(pair, 'identity'),
    ecps: defineCommand({
      description:
        'Répond sur l’e-CPS d’une personne : aux demandes qui attendent, sinon d’avance à la prochaine (CIBA ou page de connexion).',
      input: z.strictObject({
        provider: which,
        professional: z.string().min(1).meta({ description: 'Clé ou identifiant national' }),
        decision: z.enum(['approve', 'deny', 'ignore']),
        bindingMessage: z.string().optional().meta({ description: 'Seulement les demandes de ce code' }),
        client: z.string().optional(),
      }),
      run: ({ provider: name, professional, decision, bindingMessage, client }) => {
        const provider = pair[name];
        const identity = provider.identities.find(professional);
        if (identity === undefined) throw unknownIdentity(professional);
        const answered = pendingOnEcps(provider)
          .filter((one) => one.identity.nationalId === identity.nationalId)
          .filter(({ code, clientId }) => (bindingMessage ?? code) === code && (client ?? clientId) === clientId);
        for (const one of answered) one.decide(decision);
        const inAdvance = answered.length === 0 && bindingMessage === undefined && client === undefined;
        if (inAdvance) provider.decisions.set(identity.nationalId, decision);
        return { answered: answered.length, inAdvance };
      },
    }),
    requests: defineCommand({
      description: 'Liste les demandes qui attendent une réponse sur une e-CPS, avec leur code.',
      input: z.strictObject({ provider: which }),
      run: ({ provider }) =>
        pendingOnEcps(pair[provider]).map(({ id, identity, clientId, code }) => ({
          id,
          professional: identity.nationalId,
          client: clientId,
          bindingMessage: code,
        })),
    }),
  };
}

/** Commands of the hospital's own provider. */
export function idpCommands(pair: ProviderPair): Record<string, ControlCommand> {
  return { ...providerCommands(pair), ...identityCommands(pair, 'user') };
}

function providerCommands(pair: ProviderPair): Record<string, ControlCommand> {
  return {
    sheet: defineCommand({
      description:
        'Rend ce que la fiche de connexion dit du fournisseur : adresse de découverte, client, secret, claims.',
      input: z.strictObject({ provider: which }),
      run: ({ provider }) => providerSheet(pair[provider]),
    }),
    'register-client': defineCommand({
      description:
        'Déclare un logiciel, ou remplace celui de cet identifiant ; sans secret, il se prouve par certificat (dn, cn, ou : ce qui doit correspondre).',
      input: z.strictObject({
        provider: which,
        clientId: z.string().min(1).max(200),
        secret: z.string().min(1).optional(),
        certificate: z
          .strictObject({ dn: z.string().optional(), cn: z.string().optional(), ou: z.string().optional() })
          .optional(),
        redirectUris: z.array(redirect).min(1),
        postLogoutRedirectUris: z.array(redirect).default([]),
        backchannelLogoutUri: z.url().optional(),
        frontchannelLogoutUri: z.url().optional(),
        ciba: z.boolean().default(false),
        signedUserinfo: z.boolean().default(false),
      }),
      run: ({ provider, certificate, ...wanted }) => {
        const { clients } = pair[provider];
        if (clients.list().length >= MAX_CLIENTS && clients.find(wanted.clientId) === undefined) {
          throw new BancError('BANC_LIMIT', `Déjà ${MAX_CLIENTS} logiciels déclarés : réutilisez un identifiant.`);
        }
        const client = {
          ...present(wanted),
          ...(certificate === undefined ? {} : { certificate: present(certificate) }),
        } as Client;
        clients.register(client);
        return { clientId: client.clientId };
      },
    }),
    expire: defineCommand({
      description:
        'Fait expirer sans attendre codes, jetons, demandes CIBA ou sessions, choisis par client, session ou professionnel ; rend leur nombre.',
      input: z.strictObject({ provider: which, what: z.enum(EXPIRABLE), ...selection }).refine(...chosen),
      run: ({ provider, what, ...selected }) => ({
        expired: expire(pair[provider], what, selectedIn(pair[provider], selected)),
      }),
    }),
    'kill-session': defineCommand({
      description: 'Ferme des sessions, et l’annonce aux logiciels qui ont donné une adresse (back-channel logout).',
      input: z.strictObject({ provider: which, ...selection }).refine(...chosen),
      run: async ({ provider: name, ...selected }) => {
        const provider = pair[name];
        const wanted = selectedIn(provider, selected);
        const ended = provider.sessions.values().filter((session) => !session.ended && wanted(session));
        for (const session of ended) {
          endSession(provider, session);
          await tellClients(provider, session);
        }
        return { ended: ended.length };
      },
    }),
    'rotate-keys': defineCommand({
      description: 'Change la clé de signature ; withdraw retire aussitôt l’ancienne des clés publiées.',
      input: z.strictObject({ provider: which, withdraw: z.boolean().default(false) }),
      run: async ({ provider, withdraw }) => ({ kid: (await pair[provider].keys.rotate(withdraw)).kid }),
    }),
    sessions: defineCommand({
      description: 'Liste les sessions ouvertes : personne, moyen, logiciels.',
      input: z.strictObject({ provider: which }),
      run: ({ provider: name }) =>
        pair[name].sessions
          .values()
          .filter((session) => isLive(pair[name], session))
          .map((session) => describe(session)),
    }),
    'set-options': defineCommand({
      description:
        'Change les durées de vie (secondes), la rédaction des erreurs (keycloak ou standard), la personnalité ou les noms des claims (ceux de la personnalité sinon).',
      input: z.strictObject({
        provider: which,
        errors: z.enum(['keycloak', 'standard']).optional(),
        personality: z.enum(['psc', 'plain', 'entra', 'adfs']).optional(),
        claims: z
          .partialRecord(
            z.enum(['nationalId', 'login', 'familyName', 'givenName', 'groups', 'professionalReference']),
            claimName,
          )
          .optional(),
        lifetimes: z
          .partialRecord(
            z.enum([
              'accessToken',
              'idToken',
              'refreshToken',
              'session',
              'sessionIdle',
              'code',
              'ciba',
              'cibaInterval',
            ]),
            seconds,
          )
          .optional(),
      }),
      run: ({ provider, claims, lifetimes, personality, ...others }) => {
        const { options, settings } = pair[provider];
        if (personality !== undefined) {
          options.personality = personality;
          options.claims = { ...(personality === 'psc' ? settings.claims : IDP_CLAIM_NAMES[personality]) };
        }
        Object.assign(options.claims, claims);
        Object.assign(options.lifetimes, lifetimes);
        Object.assign(options, present(others));
        return options;
      },
    }),
  };
}

const selection = {
  client: z.string().optional(),
  session: z.string().optional(),
  professional: z.string().optional().meta({ description: 'Clé ou identifiant national' }),
};

interface Selected {
  client?: string | undefined;
  session?: string | undefined;
  professional?: string | undefined;
}

const chosen: [(input: Selected) => boolean, string] = [
  ({ client, session, professional }) => (client ?? session ?? professional) !== undefined,
  'client, session ou professional attendu',
];

/** Whether a session is one of those selected; for what has no session yet, its client and its person are compared. */
function selectedIn(provider: Provider, { client, session: id, professional }: Selected) {
  const nationalId =
    professional === undefined ? undefined : (provider.identities.find(professional)?.nationalId ?? professional);
  return (one: Pick<Session, 'identity' | 'clients'> & { id?: string }): boolean =>
    (client === undefined || one.clients.has(client)) &&
    (id === undefined || one.id === id) &&
    (nationalId === undefined || one.identity.nationalId === nationalId);
}

function describe({ id, identity, means, clients, authTime }: Session): Record<string, unknown> {
  return {
    session: id,
    professional: identity.nationalId,
    means,
    clients: [...clients],
    since: new Date(authTime * 1000).toISOString(),
  };
}

function unknownIdentity(wanted: string): BancError {
  return new BancError(
    'BANC_CONTROL',
    `Personne inconnue : ${wanted}. Donnez une clé de la fiche ou créez-la d’abord.`,
  );
}
