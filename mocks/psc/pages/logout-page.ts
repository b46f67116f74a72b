import { h } from 'preact';
import type { Provider } from '../provider.js';
import { hidden, htmlPage } from './layout.js';

/** Asks the person whether to sign out, when the client gave no proof of the session. */
export function logoutPage(
  { settings }: Provider,
  { back, clientId, state }: { back: string | null; clientId: string | undefined; state: string | null },
): string {
  const fields = { confirmed: 'yes', post_logout_redirect_uri: back, client_id: clientId, state };
  return htmlPage(
    settings.title,
    'Se déconnecter ?',
    h(
      'form',
      { id: 'logout', method: 'post', action: settings.paths.endSession },
      hidden(fields),
      h('button', { type: 'submit' }, 'Se déconnecter'),
    ),
  );
}
