import { htmlPage } from './layout.js';

/** A page that says one thing. */
export function messagePage(title: string, heading: string, message: string): string {
  return htmlPage(
    title,
    heading,
    <section>
      <p role="status">{message}</p>
    </section>,
  );
}
