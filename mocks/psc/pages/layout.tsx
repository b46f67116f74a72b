import type { ComponentChildren } from 'preact';
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

/** A whole page of a provider, in French, without any script. `refreshS`: the browser comes back by itself. */
export function htmlPage(
  title: string,
  heading: string,
  content: ComponentChildren,
  refresh?: { url: string; seconds: number },
): string {
  const html = render(
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${heading} – ${title}`}</title>
        {refresh && <meta http-equiv="refresh" content={`${refresh.seconds};url=${refresh.url}`} />}
        <style>{STYLE}</style>
      </head>
      <body>
        <header>{title} – service simulé du banc d’essai</header>
        <main>
          <h1>{heading}</h1>
          {content}
        </main>
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${html}`;
}
