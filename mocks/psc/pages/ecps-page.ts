import { h } from 'preact';
import type { EcpsPending } from '../ecps.js';
import { identityLabel } from '../identity.js';
import type { Provider } from '../provider.js';
import { button, hidden, htmlPage } from './layout.js';

/** Rows shown; nobody reads more. */
const MAX_SHOWN = 200;
const COLUMNS = ['Personne', 'Logiciel', 'Code', 'Réponse'];

/** The simulated e-CPS: every request that waits, its code, and what to answer. */
export function ecpsPage({ settings }: Provider, pending: readonly EcpsPending[], told?: string): string {
  const rows = pending
    .slice(-MAX_SHOWN)
    .map(({ id, identity, clientId, code }) =>
      h(
        'tr',
        null,
        h('th', { scope: 'row' }, identityLabel(identity)),
        h('td', null, clientId),
        h('td', null, code),
        h(
          'td',
          null,
          h(
            'form',
            { method: 'post', action: settings.paths.ecps },
            hidden({ id }),
            button('Approuver', 'decision', 'approve'),
            button('Refuser', 'decision', 'deny', true),
          ),
        ),
      ),
    );
  const head = h('tr', null, ...COLUMNS.map((column) => h('th', { scope: 'col' }, column)));
  const table = h(
    'table',
    null,
    h('caption', null, 'Demandes en attente'),
    h('thead', null, head),
    h('tbody', null, ...rows),
  );
  return htmlPage(
    settings.title,
    'e-CPS simulée',
    told !== undefined && h('p', { role: 'status' }, told),
    pending.length === 0 ? h('p', null, 'Aucune demande n’attend de réponse.') : table,
  );
}
