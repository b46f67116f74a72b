import { z } from 'zod';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { present } from '../wire/present.js';
import type { ProviderPair } from './control-commands.js';
import { type Identity, MAX_IDENTITIES } from './identity.js';

const claims = z.record(z.string().min(1).max(100), z.json());

/**
 * Commands that change who people are: `set-identity` and `reset-identity`, `set-user` and `reset-user` at the hospital.
 * A scenario that runs beside others makes its own identity (`basedOn`) instead of changing the roster's.
 */
export function identityCommands(pair: ProviderPair, noun: 'identity' | 'user'): Record<string, ControlCommand> {
  const provider = z.enum(['main', 'renamed', 'both']).default('both');
  const chosen = (name: 'main' | 'renamed' | 'both') => (name === 'both' ? [pair.main, pair.renamed] : [pair[name]]);
  return {
    [`set-${noun}`]: defineCommand({
      description:
        'Crée ou change une personne de la page de connexion ; claims, idTokenClaims et userinfoClaims remplacent ceux des deux documents ou d’un seul (null retire).',
      input: z.strictObject({
        provider,
        key: z.string().min(1).max(100),
        basedOn: z.string().optional().meta({ description: 'Personne dont reprendre l’identité ; elle-même sinon' }),
        nationalId: z.string().min(1).max(100).optional().meta({ description: '« 8 » + RPPS, ou une autre forme' }),
        sub: z.string().min(1).max(255).optional(),
        familyName: z.string().min(1).optional(),
        givenName: z.string().min(1).optional(),
        exercices: z.number().int().min(0).max(10).optional(),
        groups: z.array(z.string()).optional(),
        claims: claims.optional(),
        idTokenClaims: claims.optional(),
        userinfoClaims: claims.optional(),
      }),
      run: ({ provider: name, key, basedOn, ...wanted }) => {
        const made = chosen(name).map(({ identities }) => {
          const base = identities.find(basedOn ?? key);
          if (base === undefined && basedOn !== undefined) {
            throw new BancError('BANC_CONTROL', `Personne inconnue : ${basedOn}. Donnez une clé de la fiche.`);
          }
          if (identities.list().length >= MAX_IDENTITIES && identities.find(key) === undefined) {
            throw new BancError('BANC_LIMIT', `Déjà ${MAX_IDENTITIES} personnes : réutilisez une clé.`);
          }
          const identity: Identity = { ...(base ?? newcomer(key)), ...(present(wanted) as Partial<Identity>), key };
          identities.set(identity);
          return identity;
        });
        return { key, nationalId: made[0]?.nationalId };
      },
    }),
    [`reset-${noun}`]: defineCommand({
      description: 'Rend à une personne ce que dit la fiche, ou retire celle que la fiche n’a pas.',
      input: z.strictObject({ provider, key: z.string() }),
      run: ({ provider: name, key }) => ({
        reset: chosen(name)
          .map(({ identities }) => identities.reset(key))
          .some((done) => done),
      }),
    }),
  };
}

function newcomer(key: string): Identity {
  return {
    key,
    nationalId: key,
    familyName: 'ESSAI-INCONNU',
    givenName: 'Personne',
    groups: [],
    claims: {},
    idTokenClaims: {},
    userinfoClaims: {},
  };
}
