import type { Provider } from '../provider.js';
import { htmlPage } from './layout.js';

/** Asks the person whether to sign out, when the client gave no proof of the session. */
export function logoutPage(
  { settings }: Provider,
  { back, clientId, state }: { back: string | null; clientId: string | undefined; state: string | null },
): string {
  const fields = { confirmed: 'yes', post_logout_redirect_uri: back, client_id: clientId ?? null, state };
  return htmlPage(
    settings.title,
    'Se déconnecter ?',
    <form id="logout" method="post" action={settings.paths.endSession}>
      {Object.entries(fields).map(
        ([name, value]) => value !== null && <input type="hidden" name={name} value={value} />,
      )}
      <button type="submit">Se déconnecter</button>
    </form>,
  );
}
