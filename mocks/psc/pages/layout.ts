import { type ComponentChild, type ComponentChildren, Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; background: #f3f5f9; color: #16213a; }
header { background: #0b3d91; color: #fff; padding: .75rem 1.5rem; }
main { max-width: 42rem; margin: 1.5rem auto; padding: 0 1rem; }
section { background: #fff; border: 1px solid #c3cad9; border-radius: .5rem; padding: 1rem 1.25rem; margin: 0 0 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
label { display: block; font-weight: 600; margin: .5rem 0 .25rem; }
select { font: inherit; padding: .4rem; width: 100%; }
button { font: inherit; padding: .5rem 1rem; margin: .75rem .5rem 0 0; border: 0; border-radius: .25rem; background: #0b3d91; color: #fff; cursor: pointer; }
button.secondary { background: #fff; color: #16213a; border: 1px solid #5b6780; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem; border-bottom: 1px solid #c3cad9; }
.code { font-size: 2rem; font-weight: 700; letter-spacing: .2em; }
`;

/** A whole page of a provider, in French, without any script. */
// h() and not TSX: what runs the sources without a build (npm run bench) does not find .tsx files.
export function htmlPage(title: string, heading: string, ...content: ComponentChildren[]): string {
  const html = h(
    'html',
    { lang: 'fr' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, `${heading} – ${title}`),
      h('style', null, STYLE),
    ),
    h(
      'body',
      null,
      h('header', null, `${title} – service simulé du banc d’essai`),
      h('main', null, h('h1', null, heading), h(Fragment, null, ...content)),
    ),
  );
  return `<!DOCTYPE html>${render(html)}`;
}

/** Fields a form sends without showing them. */
export function hidden(values: Readonly<Record<string, string | null | undefined>>): ComponentChild[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [h('input', { type: 'hidden', name, value })] : [],
  );
}

/** A button that sends its form with a value. */
export function button(label: string, name: string, value: string, secondary = false): ComponentChild {
  return h('button', { type: 'submit', name, value, ...(secondary ? { class: 'secondary' } : {}) }, label);
}
