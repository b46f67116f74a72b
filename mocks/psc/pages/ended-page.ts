import { h } from 'preact';
import { htmlPage } from './layout.js';

/** The session is over; the clients' own pages, in frames, end theirs (OIDC Front-Channel Logout). */
export function endedPage(title: string, frames: readonly string[], target: string | undefined): string {
  return htmlPage(
    title,
    'Vous êtes déconnecté',
    h(
      'section',
      null,
      h('p', { role: 'status' }, 'Votre session est terminée.'),
      ...frames.map((src) => h('iframe', { src, title: 'Déconnexion du logiciel', width: '1', height: '1' })),
      target !== undefined && h('a', { href: target }, 'Revenir au logiciel'),
    ),
  );
}
