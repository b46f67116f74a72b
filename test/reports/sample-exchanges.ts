import type { ExchangeView, Report } from '../../reporters/model.js';
import { exchange } from './report-parts.js';
import { sha256 } from './screen-picture.js';

/** Scenario owning each range of exchanges, with when it starts. */
const OWNERS: readonly [last: number, scenario: string | undefined, ms: number][] = [
  [11, 'CDA/DD.05.01', 500],
  [19, 'DMP/UX.08.01', 20_200],
  [24, 'DMP/UX.12.01', 40_200],
  [30, 'DMP/AIRS.06.01', 60_200],
  [33, 'DMP/UX.15.01', 80_100],
  [37, 'EX_3.1-2030.01', 85_100],
  [40, undefined, 90_000],
];

/** 40 exchanges of the sample: most of a scenario, some unexpected, faulty or tolerated; bodies join `files`. */
export function sampleExchanges(lang: Report['lang'], files: Map<string, Buffer>): ExchangeView[] {
  const say = (fr: string, en: string) => (lang === 'fr' ? fr : en);
  const first = new Map<number, number>();
  return Array.from({ length: 40 }, (_, at0) => {
    const index = at0 + 1;
    const [last, owner, start] = OWNERS.find(([until]) => index <= until) ?? [40, undefined, 90_000];
    if (!first.has(last)) first.set(last, index);
    const search = index % 3 === 0 || index === 12;
    const read = index === 5;
    const transaction = read ? 'td3-2' : search ? 'td3-1a' : 'td0-2';
    const decoded = soapText(transaction, index);
    const path = `bodies/${sha256(Buffer.from(decoded))}`;
    files.set(path, Buffer.from(decoded));
    const summary = {
      'td3-2': say('TD3.2 consultation d’un document — Compte rendu', 'TD3.2 document read — Discharge letter'),
      'td3-1a': say('TD3.1a recherche de documents — 4 résultats', 'TD3.1a document search — 4 results'),
      'td0-2': say(
        'TD0.2 test d’existence — DMP ouvert, accès autorisé',
        'TD0.2 existence test — DMP open, access granted',
      ),
    }[transaction];
    const base = exchange(index, start + (index - (first.get(last) ?? index)) * 212, {
      transaction,
      summary,
      ...(owner === undefined ? {} : { scenario: owner }),
      tls: 'TLSv1.3 · TLS_AES_256_GCM_SHA384 · CN=Hôpital fictif, O=10B0000000',
    });
    const sent = {
      ...base.request,
      decoded,
      bodyPath: path,
      bodySha256: path.slice(7),
      bodySize: Buffer.byteLength(decoded),
    };
    const whole = {
      ...base,
      request: sent,
      response: {
        line: 'HTTP/1.1 200 OK',
        headers: base.request.headers,
        decoded: soapText(`${transaction}-response`, index),
      },
    };
    if (index === 14) return { ...whole, fault: 'delay', durationMs: 3_018 };
    if (index === 22)
      return {
        ...whole,
        tolerated: [say('wsa:MessageID sans préfixe urn:uuid:', 'wsa:MessageID without urn:uuid: prefix')],
      };
    if (index === 39) {
      return {
        ...base,
        transaction: undefined,
        summary: 'GET /favicon.ico',
        request: { line: 'GET /favicon.ico HTTP/1.1', headers: [['Host', 'localhost:8443']] },
        response: undefined,
        unexpected: say('aucune transaction à cette adresse', 'no transaction at this address'),
        masked: ['header authorization'],
      };
    }
    return whole;
  });
}

function soapText(transaction: string, index: number): string {
  const slots = Array.from(
    { length: 6 },
    (_, slot) => `      <rim:Slot name="$XDSDocumentEntry${slot}">
        <rim:ValueList><rim:Value>('2580699999${String(index).padStart(3, '0')}45^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH')</rim:Value></rim:ValueList>
      </rim:Slot>`,
  );
  return `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">
  <soap:Header><wsa:Action>${transaction}</wsa:Action></soap:Header>
  <soap:Body>
    <query:AdhocQueryRequest>
${slots.join('\n')}
    </query:AdhocQueryRequest>
  </soap:Body>
</soap:Envelope>`;
}
