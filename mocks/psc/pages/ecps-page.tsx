import type { EcpsPending } from '../ecps.js';
import { identityLabel } from '../identity.js';
import type { Provider } from '../provider.js';
import { htmlPage } from './layout.js';

/** Rows shown; nobody reads more. */
const MAX_SHOWN = 200;

/** The simulated e-CPS: every request that waits, its code, and what to answer. */
export function ecpsPage(provider: Provider, pending: readonly EcpsPending[], told?: string): string {
  const { title, paths } = provider.settings;
  return htmlPage(
    title,
    'e-CPS simulée',
    <>
      {told !== undefined && <p role="status">{told}</p>}
      {pending.length === 0 ? (
        <p>Aucune demande n’attend de réponse.</p>
      ) : (
        <table>
          <caption>Demandes en attente</caption>
          <thead>
            <tr>
              <th scope="col">Personne</th>
              <th scope="col">Logiciel</th>
              <th scope="col">Code</th>
              <th scope="col">Réponse</th>
            </tr>
          </thead>
          <tbody>
            {pending.slice(-MAX_SHOWN).map(({ id, identity, clientId, code }) => (
              <tr>
                <th scope="row">{identityLabel(identity)}</th>
                <td>{clientId}</td>
                <td>{code}</td>
                <td>
                  <form method="post" action={paths.ecps}>
                    <input type="hidden" name="id" value={id} />
                    <button type="submit" name="decision" value="approve">
                      Approuver
                    </button>
                    <button class="secondary" type="submit" name="decision" value="deny">
                      Refuser
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>,
  );
}
