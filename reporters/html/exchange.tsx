import type { VNode } from 'preact';
import type { ExchangeView } from '../model.js';
import { anchor } from './anchors.js';
import type { Labels } from './labels.js';

type Message = ExchangeView['request'];

/** Exchanges in order, each one line that opens on its messages. */
export function Timeline(props: {
  exchanges: readonly ExchangeView[];
  shown: ReadonlySet<string>;
  labels: Labels;
}): VNode {
  const { exchanges, shown, labels } = props;
  return (
    <div>
      {exchanges.map((exchange) => (
        <Exchange exchange={exchange} full={shown.has(exchange.id)} labels={labels} />
      ))}
    </div>
  );
}

function Exchange({ exchange, full, labels }: { exchange: ExchangeView; full: boolean; labels: Labels }): VNode {
  const marks = [
    exchange.unexpected && `${labels.unexpected} : ${exchange.unexpected}`,
    exchange.fault && `${labels.fault} : ${exchange.fault}`,
    ...exchange.tolerated.map((one) => `${labels.tolerated} : ${one}`),
    ...exchange.masked.map((one) => `${labels.masked} : ${one}`),
  ].filter((mark) => mark);
  const line = (
    <>
      <time dateTime={exchange.startedAt}>{exchange.startedAt.slice(11, 23)}</time>
      {exchange.id} · {exchange.summary}{' '}
      <span class="soft">
        ({exchange.durationMs} {labels.ms})
      </span>
      {marks.map((mark) => (
        <span class="tag">{mark}</span>
      ))}
    </>
  );
  const id = anchor(exchange.id);
  if (!full) {
    return (
      <p class="x" id={id}>
        {line} <BodyLinks exchange={exchange} labels={labels} />
      </p>
    );
  }
  return (
    <details class="x" id={id}>
      <summary>{line}</summary>
      {exchange.tls === undefined ? null : <p class="soft">TLS · {exchange.tls}</p>}
      <MessageBlock title={labels.request} message={exchange.request} labels={labels} />
      {exchange.response === undefined ? (
        <p class="soft">{labels.noResponse}</p>
      ) : (
        <MessageBlock title={labels.response} message={exchange.response} labels={labels} />
      )}
    </details>
  );
}

function MessageBlock({ title, message, labels }: { title: string; message: Message; labels: Labels }): VNode {
  const headers = message.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <div>
      <p class="soft">
        <strong>{title}</strong> <BodyLink message={message} labels={labels} />
      </p>
      <div class="pre">{`${message.line}\n${headers}${message.decoded === undefined ? '' : `\n\n${message.decoded}`}`}</div>
      {message.decodedCut === true ? <p class="soft">{labels.cut}</p> : null}
    </div>
  );
}

function BodyLinks({ exchange, labels }: { exchange: ExchangeView; labels: Labels }): VNode {
  return (
    <span class="soft">
      <BodyLink message={exchange.request} labels={labels} />{' '}
      {exchange.response === undefined ? labels.noResponse : <BodyLink message={exchange.response} labels={labels} />}
    </span>
  );
}

function BodyLink({ message, labels }: { message: Message; labels: Labels }): VNode | null {
  if (message.bodyPath === undefined) return null;
  return (
    <a href={message.bodyPath}>
      {labels.rawBody} ({message.bodySize ?? 0}, sha256 {message.bodySha256?.slice(0, 12)}…)
    </a>
  );
}
