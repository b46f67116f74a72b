import { h } from 'preact';
import { pendingOnEcps } from '../ecps.js';
import { identityLabel } from '../identity.js';
import type { Interaction, Provider } from '../provider.js';
import { button, hidden, htmlPage } from './layout.js';

/**
 * The e-CPS was asked: the code to compare, and the phone beside it. Nothing moves by itself: a page that reloads takes
 * the focus away from who uses a keyboard or a screen reader.
 */
export function waitingPage(provider: Provider, interaction: Interaction): string {
  const { title, paths } = provider.settings;
  const { ecps, id } = interaction;
  const pending = pendingOnEcps(provider).find((one) => one.id === `code-${id.slice(0, 8)}`);
  const phone =
    pending &&
    h(
      'section',
      { 'aria-labelledby': 'phone-title' },
      h('h2', { id: 'phone-title' }, 'e-CPS simulée'),
      h(
        'form',
        { id: 'phone', method: 'post', action: paths.ecps },
        hidden({ id: pending.id, interaction: id }),
        button('Approuver', 'decision', 'approve'),
        button('Refuser', 'decision', 'deny', true),
      ),
    );
  const code =
    ecps &&
    h(
      'section',
      null,
      h('p', null, identityLabel(ecps.identity)),
      h('p', null, 'Code à comparer : ', h('span', { class: 'code' }, ecps.code)),
    );
  return htmlPage(
    title,
    'Répondez sur votre e-CPS',
    code,
    phone,
    h(
      'form',
      { id: 'again', method: 'get', action: paths.signIn },
      hidden({ interaction: id }),
      h('button', { type: 'submit', class: 'secondary' }, 'J’ai répondu'),
    ),
  );
}
