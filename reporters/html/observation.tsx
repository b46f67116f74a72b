import type { VNode } from 'preact';
import { printable } from '../printable.js';
import type { Labels } from './labels.js';

/** Deeper values are shown as JSON. */
const DEPTH = 4;

/** What was observed, as nested lists instead of JSON. What is not JSON is shown as it is. */
export function Observation({ json, labels }: { json: string; labels: Labels }): VNode {
  return <div class="observation">{show(parsed(json), labels, 0)}</div>;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}

function show(value: unknown, labels: Labels, depth: number): VNode {
  if (typeof value === 'boolean') return <>{value ? labels.yes : labels.no}</>;
  // JSON escapes hid these characters until now.
  if (typeof value === 'string') return <>{value === '' ? '—' : printable(value)}</>;
  if (typeof value !== 'object' || value === null || depth === DEPTH)
    return <code>{printable(JSON.stringify(value))}</code>;
  const entries = Object.entries(value);
  if (entries.length === 0) return <>—</>;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one) => (
          <li>{show(one, labels, depth + 1)}</li>
        ))}
      </ul>
    );
  }
  return (
    <dl>
      {entries.map(([name, part]) => (
        <div>
          <dt>{printable(name)}</dt>
          <dd>{show(part, labels, depth + 1)}</dd>
        </div>
      ))}
    </dl>
  );
}
