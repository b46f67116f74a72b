import type { VNode } from 'preact';
import type { Evidence } from '../model.js';
import { anchor } from './anchors.js';
import type { Embedding } from './embedding.js';
import type { Labels } from './labels.js';

/** Evidence of one proof: pictures in place, exchanges and files as links. `seen`: pictures an earlier proof showed. */
export function EvidenceList(props: {
  evidence: readonly Evidence[];
  embedding: Embedding;
  seen: Set<string>;
  labels: Labels;
}): VNode | null {
  const { evidence, labels } = props;
  if (evidence.length === 0) return null;
  const pictures = evidence.filter((one) => one.kind === 'screenshot');
  const others = evidence.filter((one) => one.kind !== 'screenshot');
  return (
    <details open>
      <summary>
        {labels.evidence} ({evidence.length})
      </summary>
      <div class="shots">
        {pictures.map((picture) => (
          <Picture picture={picture} {...props} />
        ))}
      </div>
      <ul>
        {others.map((one) => (
          <li>
            {labels.kinds[one.kind]} : <Content evidence={one} labels={labels} />{' '}
            <span class="soft">
              {labels.by[one.declaredBy]}
              {one.sha256 === undefined ? '' : `, sha256 ${one.sha256.slice(0, 12)}…`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Picture(props: { picture: Evidence; embedding: Embedding; seen: Set<string>; labels: Labels }): VNode {
  const { picture, embedding, seen, labels } = props;
  const path = picture.path ?? '';
  const caption = (
    <figcaption>
      {picture.title} · <time dateTime={picture.at}>{picture.at.slice(11, 19)}</time> · {labels.by[picture.declaredBy]}{' '}
      · sha256 {picture.sha256?.slice(0, 12)}…
    </figcaption>
  );
  if (seen.has(path)) {
    return (
      <figure>
        <a href={`#${anchor('piece', path)}`}>
          {picture.title} ({labels.shownAbove})
        </a>
        {caption}
      </figure>
    );
  }
  seen.add(path);
  return (
    <figure id={anchor('piece', path)}>
      <a href={path}>
        <img src={embedding.pictures.get(path) ?? path} alt={picture.title} loading="lazy" />
      </a>
      {caption}
    </figure>
  );
}

function Content({ evidence, labels }: { evidence: Evidence; labels: Labels }): VNode {
  if (evidence.exchange !== undefined)
    return <a href={`#${anchor(evidence.exchange)}`}>{`${evidence.exchange} ${evidence.title}`}</a>;
  if (evidence.text !== undefined) return <>{`${evidence.title} — ${evidence.text}`}</>;
  return (
    <>
      {evidence.title} (<a href={evidence.path ?? ''}>{`${labels.open} ${evidence.path?.split('/').at(-1) ?? ''}`}</a>)
    </>
  );
}
