import { h } from 'preact';
import { hidden, htmlPage } from './layout.js';

/** What `response_mode=form_post` answers (OAuth 2.0 Form Post Response Mode), sent by a button: no script here. */
export function formPostPage(title: string, action: string, parameters: Record<string, string>): string {
  const form = { id: 'form-post', method: 'post', action };
  return htmlPage(
    title,
    'Retour au logiciel',
    h('form', form, hidden(parameters), h('button', { type: 'submit' }, 'Continuer')),
  );
}
