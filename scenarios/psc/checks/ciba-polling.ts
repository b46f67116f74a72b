import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, notObserved, type Text, text, verify, warn } from '../../harness/index.js';

const PACE = {
  id: 'psc.ciba.pace',
  title: text('L’intervalle entre deux demandes d’état est respecté', 'The interval between two polls is respected'),
  rule: { reference: 'CIBA Core 1.0 §7.3', confidence: 'stated' },
} as const;

const STOPS = {
  id: 'psc.ciba.stops',
  title: text('Rien n’est plus demandé après la fin de la demande', 'Nothing more is asked once the request is over'),
  rule: { reference: 'CIBA Core 1.0 §11', confidence: 'stated' },
} as const;

const REFUSALS = {
  id: 'psc.ciba.refusals',
  title: text(
    'Une demande refusée ou mal répondue n’ouvre rien',
    'A request refused or wrongly answered opens nothing',
  ),
  rule: { reference: 'CIBA Core 1.0 §§7.3, 11 et 13, OIDC Core 3.1.3.7', confidence: 'stated' },
} as const;

const REMARK = {
  id: 'psc.ciba.pace-advised',
  title: text('Rythme conseillé des demandes d’état', 'Advised pace of polls'),
  rule: { reference: 'CIBA Core 1.0 §11', confidence: 'stated' },
} as const;

/** Clocks and networks are not exact, milliseconds. */
const TOLERANCE_MS = 150;

/** A CIBA request and the polls that followed. */
export interface PolledRequest {
  situation: Text;
  /** Seconds told in the acknowledgment; 5 when none was (CIBA §7.3). */
  interval: number;
  request: Exchange | undefined;
  polls: readonly Exchange[];
}

/** No poll came earlier than the interval after the one before, the first one after the request. */
export function checkPace(requests: readonly PolledRequest[]): Finding {
  const seen = requests.filter(({ request }) => request !== undefined);
  if (seen.length === 0) return notObserved(PACE);
  const early = seen.flatMap(({ situation, interval, request, polls }) =>
    gaps(request, polls)
      .filter((gap) => gap < interval * 1000 - TOLERANCE_MS)
      .map((gap) => joinTexts([situation, text(`${gap} ms pour ${interval} s`, `${gap} ms for ${interval} s`)], ' : ')),
  );
  return verify(PACE, early.length === 0, {
    expected: text('au moins l’intervalle annoncé, 5 s sans lui', 'at least the interval told, 5 s without one'),
    received: joinTexts(early, ' ; ', text('intervalle respecté', 'interval respected')),
  });
}

/** What came after the end of a request. */
export interface AfterTheEnd {
  situation: Text;
  later: readonly Exchange[];
  /** The standard forbids it, or only advises against. */
  forbidden: boolean;
}

/** No poll after an error the standard calls final, nor after the user gave up. */
export function checkStops(ends: readonly AfterTheEnd[]): Finding[] {
  const told = (some: readonly AfterTheEnd[]): Text =>
    joinTexts(
      some.map(({ situation, later }) =>
        joinTexts(
          [situation, text(`${later.length} demande(s) d’état ensuite`, `${later.length} poll(s) afterwards`)],
          ' : ',
        ),
      ),
      ' ; ',
      text('rien ensuite', 'nothing afterwards'),
    );
  const went = ends.filter(({ later }) => later.length > 0);
  const advised = went.filter(({ forbidden }) => !forbidden);
  const broken = went.filter(({ forbidden }) => forbidden);
  return [
    verify(STOPS, broken.length === 0, {
      expected: text('plus aucune demande d’état', 'no more poll'),
      received: told(broken),
    }),
    ...(advised.length === 0 ? [] : [warn(REMARK, { received: told(advised) })]),
  ];
}

/** After `slow_down`, 5 seconds more are due: told when they were not waited. */
export function remarkSlowDown(slowed: PolledRequest): Finding[] {
  const at = slowed.polls.findIndex(({ keys }) => keys['error'] === 'slow_down');
  const next = slowed.polls[at + 1];
  const before = slowed.polls[at];
  if (!next || !before) return [];
  const gap = Date.parse(next.startedAt) - Date.parse(before.startedAt);
  if (gap >= (slowed.interval + 5) * 1000 - TOLERANCE_MS) return [];
  return [
    warn(REMARK, {
      expected: text('5 s de plus après slow_down', '5 s more after slow_down'),
      received: text(`${gap} ms`, `${gap} ms`),
      exchange: next.id,
    }),
  ];
}

/** Attempts that had to end without a session. */
export function checkRefusals(attempts: readonly { situation: Text; signedIn: boolean }[]): Finding {
  const broken = attempts.filter(({ signedIn }) => signedIn);
  const told = broken.length === 0 ? attempts : broken;
  return verify(REFUSALS, broken.length === 0, {
    expected: text('aucune session', 'no session'),
    received: joinTexts(
      told.map(({ situation, signedIn }) =>
        joinTexts([situation, signedIn ? text('session ouverte', 'session open') : text('refus', 'refusal')], ' : '),
      ),
      ' ; ',
    ),
  });
}

function gaps(request: Exchange | undefined, polls: readonly Exchange[]): number[] {
  const times = [...(request ? [request] : []), ...polls].map(({ startedAt }) => Date.parse(startedAt));
  return times.slice(1).map((time, at) => time - (times[at] ?? time));
}
