import { identityLabel } from '../identity.js';
import type { Interaction, Provider } from '../provider.js';
import { htmlPage } from './layout.js';

/**
 * The sign-in page: who signs in, by which means. Forms `cps` and `ecps` (Pro Santé Connect) or `signin` (another
 * vendor), fields `interaction`, `identity`, button `means`; form `cancel`.
 */
export function signInPage(provider: Provider, interaction: Interaction): string {
  const { title, service, paths } = provider.settings;
  const action = paths.signIn;
  return htmlPage(
    title,
    service === 'psc' ? 'Connexion avec Pro Santé Connect' : 'Connexion de l’établissement',
    <>
      <p>
        Le logiciel <strong>{interaction.request.clientId}</strong> demande votre identité.
      </p>
      {paths.ecps === undefined ? (
        <MeansForm
          provider={provider}
          id="signin"
          heading="Compte de l’établissement"
          interaction={interaction}
          means="CARD"
          button="Se connecter"
        />
      ) : (
        <>
          <MeansForm
            provider={provider}
            id="cps"
            heading="Carte CPS"
            interaction={interaction}
            means="CARD"
            button="Se connecter avec ma carte CPS"
          />
          <MeansForm
            provider={provider}
            id="ecps"
            heading="e-CPS"
            interaction={interaction}
            means="MOBILE"
            button="Se connecter avec mon e-CPS"
          />
        </>
      )}
      <form id="cancel" method="post" action={action}>
        <input type="hidden" name="interaction" value={interaction.id} />
        <button class="secondary" type="submit" name="means" value="CANCEL">
          Annuler
        </button>
      </form>
    </>,
  );
}

function MeansForm(props: {
  provider: Provider;
  id: string;
  heading: string;
  interaction: Interaction;
  means: string;
  button: string;
}) {
  const { provider, id, heading, interaction, means, button } = props;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{heading}</h2>
      <form id={id} method="post" action={provider.settings.paths.signIn}>
        <input type="hidden" name="interaction" value={interaction.id} />
        <label for={`${id}-identity`}>Personne fictive</label>
        <select id={`${id}-identity`} name="identity" required>
          {provider.identities.list().map((identity) => (
            <option value={identity.key}>{identityLabel(identity)}</option>
          ))}
        </select>
        <button type="submit" name="means" value={means}>
          {button}
        </button>
      </form>
    </section>
  );
}
