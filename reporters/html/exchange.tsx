import type { VNode } from 'preact';
import { formatClock, formatDuration, formatSize } from '../format.js';
import type { ExchangeView } from '../model.js';
import { anchor } from './anchors.js';
import type { PageContext } from './page-context.js';

type Message = ExchangeView['request'];

/**
 * One exchange: a line that opens on its messages. The link's target is inside, so that following it opens the line
 * (browsers reveal the target) without a script.
 */
export function Exchange({ exchange, page }: { exchange: ExchangeView; page: PageContext }): VNode {
  return (
    <li>
      <details class={page.printed.has(exchange.id) ? 'cited' : undefined}>
        <summary>
          <span class="t">{formatClock(exchange.startedAt, page.lang)}</span> <code>{exchange.id}</code>{' '}
          <b>{exchange.service}</b>{' '}
          <span>
            {exchange.summary} <Marks exchange={exchange} page={page} />
          </span>{' '}
          <span class="t">{formatDuration(exchange.durationMs, page.lang)}</span>
        </summary>
        {page.embedding.exchanges.has(exchange.id) ? (
          <Messages exchange={exchange} page={page} />
        ) : (
          <Links exchange={exchange} page={page} />
        )}
      </details>
    </li>
  );
}

function Marks({ exchange, page }: { exchange: ExchangeView; page: PageContext }): VNode {
  const { labels, words } = page;
  return (
    <>
      {exchange.unexpected === undefined ? null : (
        <span class="tag bad">
          {labels.unexpected}
          {words.colon} {exchange.unexpected}
        </span>
      )}
      {exchange.fault === undefined ? null : (
        <span class="tag">
          {labels.fault}
          {words.colon} {exchange.fault}
        </span>
      )}
      {exchange.tolerated.map((one) => (
        <span class="tag">
          {labels.tolerated}
          {words.colon} {one}
        </span>
      ))}
    </>
  );
}

function Messages({ exchange, page }: { exchange: ExchangeView; page: PageContext }): VNode {
  const { labels, words } = page;
  const fromBench = exchange.initiator === 'bench';
  const about = [exchange.protocol, exchange.transaction, exchange.tls].filter((one) => one !== undefined);
  return (
    <div id={anchor('exchange', exchange.id)}>
      <p class="soft">
        {about.join(' · ')}
        {exchange.masked.length === 0 ? null : ` · ${labels.masked}${words.colon} ${exchange.masked.join(', ')}`}
      </p>
      <MessageBlock title={fromBench ? labels.benchRequest : labels.request} message={exchange.request} page={page} />
      {exchange.response === undefined ? (
        <p class="soft">{labels.noResponse}</p>
      ) : (
        <MessageBlock
          title={fromBench ? labels.productResponse : labels.response}
          message={exchange.response}
          page={page}
        />
      )}
    </div>
  );
}

function MessageBlock({ title, message, page }: { title: string; message: Message; page: PageContext }): VNode {
  const headers = message.headers.map(([name, value]) => `${name}: ${value}`);
  const head = [message.line, ...headers].join('\n');
  return (
    <>
      <p>
        <strong>{title}</strong> <BodyLink message={message} name={page.labels.rawBody} page={page} />
      </p>
      <pre>{message.decoded === undefined ? head : `${head}\n\n${message.decoded}`}</pre>
      {message.decodedCut === true ? <p class="soft">{page.labels.cut}</p> : null}
    </>
  );
}

/** Kept very short: a long run has thousands of these. */
function Links({ exchange, page }: { exchange: ExchangeView; page: PageContext }): VNode {
  const { labels } = page;
  return (
    <p id={anchor('exchange', exchange.id)}>
      <BodyLink message={exchange.request} name={labels.request} page={page} />{' '}
      {exchange.response === undefined ? null : (
        <BodyLink message={exchange.response} name={labels.response} page={page} />
      )}
    </p>
  );
}

function BodyLink(props: { message: Message; name: string; page: PageContext }): VNode | null {
  const { message, name, page } = props;
  const link = message.bodyPath === undefined ? undefined : page.files.link(message.bodyPath);
  if (link === undefined) return null;
  return (
    <a href={link}>
      {name}
      {message.bodySize === undefined ? '' : ` (${formatSize(message.bodySize, page.lang)})`}
    </a>
  );
}
