import { htmlPage } from './layout.js';

/** The session is over; the clients' own pages, in frames, end theirs (OIDC Front-Channel Logout). */
export function endedPage(title: string, frames: readonly string[], target: string | undefined): string {
  return htmlPage(
    title,
    'Vous êtes déconnecté',
    <section>
      <p role="status">Votre session est terminée.</p>
      {frames.map((frame) => (
        <iframe src={frame} title="Déconnexion du logiciel" width="1" height="1" />
      ))}
      {target !== undefined && <a href={target}>Revenir au logiciel</a>}
    </section>,
    ...(target !== undefined ? [{ url: target, seconds: 2 }] : []),
  );
}
