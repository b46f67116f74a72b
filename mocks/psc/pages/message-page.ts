import { h } from 'preact';
import { htmlPage } from './layout.js';

/** A page that says one thing. */
export function messagePage(title: string, heading: string, message: string): string {
  return htmlPage(title, heading, h('section', null, h('p', { role: 'status' }, message)));
}
