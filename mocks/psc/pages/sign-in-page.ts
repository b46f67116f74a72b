import { type ComponentChild, h } from 'preact';
import { identityLabel } from '../identity.js';
import type { Interaction, Provider } from '../provider.js';
import { button, hidden, htmlPage } from './layout.js';

/**
 * The sign-in page: who signs in, by which means. Forms `cps` and `ecps` (Pro Santé Connect) or `signin` (another
 * vendor), fields `interaction`, `identity`, button `means`; form `cancel`.
 */
export function signInPage(provider: Provider, interaction: Interaction): string {
  const { title, service, paths } = provider.settings;
  const form = (id: string, heading: string, means: string, label: string) =>
    meansForm(provider, interaction, { id, heading, means, label });
  const forms =
    paths.ecps === undefined
      ? [form('signin', 'Compte de l’établissement', 'CARD', 'Se connecter')]
      : [
          form('cps', 'Carte CPS', 'CARD', 'Se connecter avec ma carte CPS'),
          form('ecps', 'e-CPS', 'MOBILE', 'Se connecter avec mon e-CPS'),
        ];
  return htmlPage(
    title,
    service === 'psc' ? 'Connexion avec Pro Santé Connect' : 'Connexion de l’établissement',
    h('p', null, 'Le logiciel ', h('strong', null, interaction.request.clientId), ' demande votre identité.'),
    forms,
    h(
      'form',
      { id: 'cancel', method: 'post', action: paths.signIn },
      hidden({ interaction: interaction.id }),
      button('Annuler', 'means', 'CANCEL', true),
    ),
  );
}

function meansForm(
  { settings, identities }: Provider,
  interaction: Interaction,
  { id, heading, means, label }: { id: string; heading: string; means: string; label: string },
): ComponentChild {
  const people = identities.list().map((identity) => h('option', { value: identity.key }, identityLabel(identity)));
  return h(
    'section',
    { 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, heading),
    h(
      'form',
      { id, method: 'post', action: settings.paths.signIn },
      hidden({ interaction: interaction.id }),
      h('label', { for: `${id}-identity` }, 'Personne fictive'),
      h('select', { id: `${id}-identity`, name: 'identity', required: true }, people),
      button(label, 'means', means),
    ),
  );
}
