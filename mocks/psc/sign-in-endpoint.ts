import { randomInt } from 'node:crypto';
import type { HttpAnswer } from '../core/http-message.js';
import { signInAndReturn } from './authorization-endpoint.js';
import { callbackWithError } from './callback.js';
import { decisionInAdvance, type EcpsDecision, pendingOnEcps } from './ecps.js';
import { type EndpointCall, notesOf, pageAnswer } from './endpoint.js';
import { ecpsPage } from './pages/ecps-page.js';
import { messagePage } from './pages/message-page.js';
import { waitingPage } from './pages/waiting-page.js';
import type { Interaction, Provider } from './provider.js';

const DENIED = { error: 'access_denied', description: 'User denied access' };

/**
 * What the forms of the sign-in page send: `interaction`, `identity` and `means` (`CARD`, `MOBILE`, `CANCEL`); nothing
 * but `interaction` looks again at what the e-CPS answered.
 */
export function answerSignIn({ provider, parameters }: EndpointCall): HttpAnswer {
  const { title } = provider.settings;
  const interaction = provider.interactions.get(parameters.get('interaction') ?? '');
  if (interaction === undefined) {
    const reason = 'page de connexion expirée ou déjà utilisée';
    const notes = notesOf(provider, 'sign-in', reason, { keys: { outcome: 'refused' } }, { tolerated: [reason] });
    return pageAnswer(
      400,
      messagePage(title, 'Page expirée', 'Revenez au logiciel et recommencez la connexion.'),
      notes,
    );
  }
  const { request } = interaction;
  const means = parameters.get('means');
  if (means === 'CANCEL') {
    provider.interactions.delete(interaction.id);
    return callbackWithError(provider, 'sign-in', request, DENIED);
  }
  if (means === null) return afterEcps(provider, interaction);
  const identity = provider.identities.find(parameters.get('identity') ?? '');
  if (identity === undefined || (means !== 'CARD' && means !== 'MOBILE')) {
    const notes = notesOf(provider, 'sign-in', 'identité ou moyen inconnu', {
      clientId: request.clientId,
      keys: { outcome: 'refused' },
    });
    return pageAnswer(400, messagePage(title, 'Identité inconnue', 'Choisissez une personne de la liste.'), notes);
  }
  if (means === 'CARD' || provider.settings.paths.ecps === undefined) {
    provider.interactions.delete(interaction.id);
    return signInAndReturn(provider, request, identity, 'CARD');
  }
  const code = String(randomInt(100)).padStart(2, '0');
  interaction.ecps = { identity, code, decision: decisionInAdvance(provider, identity) };
  return afterEcps(provider, interaction);
}

function afterEcps(provider: Provider, interaction: Interaction): HttpAnswer {
  const { request, ecps } = interaction;
  if (ecps?.decision === 'approved') {
    provider.interactions.delete(interaction.id);
    return signInAndReturn(provider, request, ecps.identity, 'MOBILE');
  }
  if (ecps?.decision === 'denied') {
    provider.interactions.delete(interaction.id);
    return callbackWithError(provider, 'sign-in', request, DENIED);
  }
  const notes = notesOf(provider, 'sign-in', 'réponse de l’e-CPS attendue', {
    clientId: request.clientId,
    professional: ecps?.identity.nationalId,
    keys: { outcome: 'waiting' },
  });
  return pageAnswer(200, waitingPage(provider, interaction), notes);
}

/** The simulated e-CPS: what waits for an answer, and buttons to give it (`id`, `decision`). */
export function answerEcps({ provider, request, parameters }: EndpointCall): HttpAnswer {
  const decision = parameters.get('decision');
  const pending = pendingOnEcps(provider);
  if (request.method !== 'POST') {
    return pageAnswer(200, ecpsPage(provider, pending), notesOf(provider, 'ecps', 'e-CPS simulée consultée'));
  }
  const chosen = pending.find(({ id }) => id === parameters.get('id'));
  if (chosen === undefined || !isDecision(decision)) {
    const page = ecpsPage(provider, pending, 'Cette demande n’attend plus de réponse.');
    return pageAnswer(400, page, notesOf(provider, 'ecps', 'demande inconnue ou déjà répondue'));
  }
  chosen.decide(decision);
  const done = decision === 'approve' ? 'approuvée' : 'refusée';
  const subject = { clientId: chosen.clientId, professional: chosen.identity.nationalId, keys: { decision } };
  const notes = notesOf(provider, 'ecps', `demande ${done} sur l’e-CPS simulée`, subject);
  const interaction = provider.interactions.get(parameters.get('interaction') ?? '');
  if (interaction?.ecps !== undefined && interaction.ecps.decision !== 'pending')
    return afterEcps(provider, interaction);
  return pageAnswer(200, ecpsPage(provider, pendingOnEcps(provider), `Demande ${done}.`), notes);
}

function isDecision(decision: string | null): decision is EcpsDecision {
  return decision === 'approve' || decision === 'deny';
}
