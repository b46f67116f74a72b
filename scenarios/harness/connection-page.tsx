import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}
th{background:#f0f0ee;font-weight:600}code{word-break:break-all}`;

/**
 * The connection sheet as a page to copy from into a settings screen: one section a service, one line a value, lists of
 * people as tables. French; no script, nothing loaded from elsewhere.
 */
export function connectionPage(sheet: Readonly<Record<string, unknown>>): string {
  const sections = Object.entries(sheet).filter(([, value]) => typeof value === 'object' && value !== null);
  const values = Object.entries(sheet).filter(([, value]) => typeof value !== 'object');
  const page = (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>Banc Ségur, fiche de connexion</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>Fiche de connexion</h1>
        <p>À recopier dans le paramétrage du logiciel à éprouver. Toutes les personnes sont fictives.</p>
        <Values rows={values} />
        {sections.map(([name, value]) => (
          <section>
            <h2>{name}</h2>
            <Value value={value} />
          </section>
        ))}
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}`;
}

function Value({ value }: { value: unknown }): VNode {
  if (Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null)) {
    return <Rows rows={value as Record<string, unknown>[]} />;
  }
  if (Array.isArray(value)) return <code>{value.map(String).join(', ')}</code>;
  if (typeof value === 'object' && value !== null) return <Values rows={Object.entries(value)} />;
  return <code>{String(value)}</code>;
}

function Values({ rows }: { rows: readonly [string, unknown][] }): VNode {
  return (
    <table>
      {rows.map(([name, value]) => (
        <tr>
          <th scope="row">{name}</th>
          <td>
            <Value value={value} />
          </td>
        </tr>
      ))}
    </table>
  );
}

function Rows({ rows }: { rows: readonly Record<string, unknown>[] }): VNode {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <table>
      <tr>
        {columns.map((column) => (
          <th scope="col">{column}</th>
        ))}
      </tr>
      {rows.map((row) => (
        <tr>
          {columns.map((column) => (
            <td>{row[column] === undefined ? '' : <Value value={row[column]} />}</td>
          ))}
        </tr>
      ))}
    </table>
  );
}
