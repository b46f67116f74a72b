import { pendingOnEcps } from '../ecps.js';
import { identityLabel } from '../identity.js';
import type { Interaction, Provider } from '../provider.js';
import { htmlPage } from './layout.js';

/** The e-CPS was asked: the code to compare, and the phone beside it. The page looks again by itself. */
export function waitingPage(provider: Provider, interaction: Interaction): string {
  const { title, paths } = provider.settings;
  const { ecps } = interaction;
  const again = `${paths.signIn}?interaction=${encodeURIComponent(interaction.id)}`;
  const pending = pendingOnEcps(provider).find(({ id }) => id === `code-${interaction.id.slice(0, 8)}`);
  return htmlPage(
    title,
    'Répondez sur votre e-CPS',
    <>
      {ecps !== undefined && (
        <section>
          <p>{identityLabel(ecps.identity)}</p>
          <p>
            Code à comparer : <span class="code">{ecps.code}</span>
          </p>
        </section>
      )}
      {pending !== undefined && (
        <section aria-labelledby="phone-title">
          <h2 id="phone-title">e-CPS simulée</h2>
          <form id="phone" method="post" action={paths.ecps}>
            <input type="hidden" name="id" value={pending.id} />
            <input type="hidden" name="interaction" value={interaction.id} />
            <button type="submit" name="decision" value="approve">
              Approuver
            </button>
            <button class="secondary" type="submit" name="decision" value="deny">
              Refuser
            </button>
          </form>
        </section>
      )}
      <form id="again" method="get" action={paths.signIn}>
        <input type="hidden" name="interaction" value={interaction.id} />
        <button class="secondary" type="submit">
          J’ai répondu
        </button>
      </form>
    </>,
    { url: again, seconds: 3 },
  );
}
