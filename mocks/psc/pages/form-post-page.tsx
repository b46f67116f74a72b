import { htmlPage } from './layout.js';

/** What `response_mode=form_post` answers (OAuth 2.0 Form Post Response Mode), sent by a button: no script here. */
export function formPostPage(title: string, action: string, parameters: Record<string, string>): string {
  return htmlPage(
    title,
    'Retour au logiciel',
    <form method="post" action={action} id="form-post">
      {Object.entries(parameters).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit">Continuer</button>
    </form>,
  );
}
