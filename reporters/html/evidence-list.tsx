import type { VNode } from 'preact';
import { formatClock, formatSize } from '../format.js';
import type { Evidence } from '../model.js';
import { printable } from '../printable.js';
import { anchor, linkTo } from './anchors.js';
import { isPicture, pictureKey } from './embedding.js';
import type { PageContext } from './page-context.js';

/** Evidence of one proof: pictures in place, exchanges and files as links, short texts quoted. */
export function EvidenceList({ evidence, page }: { evidence: readonly Evidence[]; page: PageContext }): VNode {
  const { labels } = page;
  if (evidence.length === 0) return <p class="soft">{labels.noEvidence}</p>;
  const shown = evidence.filter(
    (one) => isPicture(one) && page.firstShown.has(one) && page.embedding.pictures.has(pictureKey(one)),
  );
  const listed = evidence.filter((one) => !shown.includes(one));
  return (
    <div class="evidence">
      {shown.length === 0 ? null : (
        <div class="shots">
          {shown.map((picture) => (
            <Picture picture={picture} page={page} />
          ))}
        </div>
      )}
      {listed.length === 0 ? null : (
        <ul>
          {listed.map((one) => (
            <Item evidence={one} page={page} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Picture({ picture, page }: { picture: Evidence; page: PageContext }): VNode {
  const { labels } = page;
  const key = pictureKey(picture);
  return (
    <figure id={anchor('picture', key)}>
      <img src={page.embedding.pictures.get(key)} alt={picture.title} />
      <figcaption>
        {picture.title} <Origin evidence={picture} page={page} /> <FileLink evidence={picture} page={page} />{' '}
        <label class="enlarge">
          <input type="checkbox" aria-label={`${labels.enlarge} — ${picture.title}`} /> {labels.enlarge}
        </label>
      </figcaption>
    </figure>
  );
}

function Item({ evidence, page }: { evidence: Evidence; page: PageContext }): VNode {
  const { labels, words } = page;
  const origin = <Origin evidence={evidence} page={page} />;
  const head = (
    <>
      <span class="kind">{words.evidence[evidence.kind]}</span> {evidence.title}
    </>
  );
  if (evidence.exchange !== undefined) {
    const known = page.exchanges.has(evidence.exchange);
    return (
      <li>
        {head} {known ? <a href={linkTo('exchange', evidence.exchange)}>{evidence.exchange}</a> : evidence.exchange}
      </li>
    );
  }
  const repeated =
    evidence.path !== undefined && !page.firstShown.has(evidence) && page.embedding.pictures.has(pictureKey(evidence));
  return (
    <li>
      {head} {origin}
      {evidence.text === undefined ? null : <blockquote>{evidence.text}</blockquote>}
      {repeated ? (
        <>
          {' '}
          <a href={linkTo('picture', pictureKey(evidence))}>{labels.seenAbove}</a>
        </>
      ) : (
        <>
          {' '}
          <FileLink evidence={evidence} page={page} />
          {isPicture(evidence) ? <span class="soft"> {labels.notEmbedded}</span> : null}
        </>
      )}
    </li>
  );
}

function Origin({ evidence, page }: { evidence: Evidence; page: PageContext }): VNode {
  return (
    <span class="soft">
      {formatClock(evidence.at, page.lang)} · {page.words.declaredBy[evidence.declaredBy]}
      {evidence.sha256 === undefined ? null : (
        <>
          {' '}
          · sha256 <code>{evidence.sha256.slice(0, 16)}…</code>
        </>
      )}
    </span>
  );
}

function FileLink({ evidence, page }: { evidence: Evidence; page: PageContext }): VNode | null {
  if (evidence.path === undefined) return null;
  const link = page.files.link(evidence.path);
  const size = evidence.size === undefined ? '' : ` (${formatSize(evidence.size, page.lang)})`;
  const name = printable(evidence.path.split('/').at(-1) ?? '');
  if (link === undefined) return <code>{printable(evidence.path)}</code>;
  return (
    <a href={link}>
      {name}
      {size}
    </a>
  );
}
