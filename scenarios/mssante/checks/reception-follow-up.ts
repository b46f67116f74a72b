import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notApplicable,
  type Rule,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { ReceptionEvent } from '../actions/reception.js';

/** Numbers of one type. */
export interface ReceptionCount {
  automatic: number;
  manual: number;
  notIntegrated: number;
}

const STATISTICS = text('statistiques des documents reçus', 'statistics of received documents');

const COUNTS: CheckDeclaration = {
  id: 'mss.reception.statistics-equal',
  title: text(
    'Les nombres par type sont ceux des documents envoyés',
    'The numbers by type are those of the documents sent',
  ),
  rule: { reference: 'REM DPI MSS/UX.16', confidence: 'stated' },
};

/** What the numbers of each type grew by equals what was sent of it. */
export function checkCounts(
  grew: ReadonlyMap<string, ReceptionCount>,
  sent: ReadonlyMap<string, ReceptionCount>,
): Finding {
  const differs = [...sent].filter(([type, count]) => countText(grew.get(type)) !== countText(count));
  const words = (all: ReadonlyMap<string, ReceptionCount>): Text =>
    joinTexts(
      [...sent.keys()].map((type) =>
        text(`${type} : ${countText(all.get(type))}`, `${type}: ${countText(all.get(type))}`),
      ),
      ' ; ',
    );
  return verify(COUNTS, differs.length === 0, {
    expected: joinTexts(
      [text('automatiques/manuels/non intégrés', 'automatic/manual/not integrated'), words(sent)],
      ' — ',
    ),
    received: words(grew),
    locator: STATISTICS,
  });
}

const PERIOD: CheckDeclaration = {
  id: 'mss.reception.statistics-period',
  title: text('La période choisie borne les nombres', 'The period chosen bounds the numbers'),
  rule: { reference: 'REM DPI MSS/UX.16', confidence: 'stated' },
};

/** Nothing is counted in a period in which nothing came. */
export function checkEmptyPeriod(counts: readonly ReceptionCount[]): Finding {
  const total = counts.reduce((sum, one) => sum + one.automatic + one.manual + one.notIntegrated, 0);
  return verify(PERIOD, total === 0, {
    expected: text('aucun document en janvier 2001', 'no document in January 2001'),
    received: text(`${total} documents`, `${total} documents`),
    locator: STATISTICS,
  });
}

const HISTORY: CheckDeclaration = {
  id: 'mss.reception.history-complete',
  title: text(
    'L’historique dit la réception et chaque action, leur date et leur auteur',
    'The history tells the reception and each action, when and by whom',
  ),
  rule: { reference: 'REM DPI MSS/UX.37', confidence: 'stated' },
};

/**
 * Each version has at least `actions` lines besides those of its reception, every line is dated and names who acted, and
 * the user's own name is there. Words are the product's own: only the reception is looked for by them.
 */
export function checkHistory(
  events: readonly ReceptionEvent[],
  awaited: { user: string; versions: readonly string[] },
): Finding {
  const family = awaited.user.split(' ')[0] ?? awaited.user;
  const broken = awaited.versions.flatMap((version): Text[] => {
    const own = events.filter((event) => event.version === version);
    return [
      ...(own.some(({ what }) => /re[çc]u|réception|arriv/i.test(what))
        ? []
        : [text(`v${version} : réception`, `v${version}: reception`)]),
      ...(own.some(({ who, what }) => who.includes(family) && /int[ée]gr|remplac|valid/i.test(what))
        ? []
        : [text(`v${version} : action de ${awaited.user}`, `v${version}: action of ${awaited.user}`)]),
      ...(own.every(({ at }) => /\d{2}[:h]\d{2}/.test(at))
        ? []
        : [text(`v${version} : date et heure`, `v${version}: date and time`)]),
    ];
  });
  return verify(HISTORY, broken.length === 0, {
    expected: text(
      `réception et action de ${awaited.user} pour chaque version, datées`,
      `reception and action of ${awaited.user} for each version, dated`,
    ),
    received: joinTexts([text('manque', 'missing'), joinTexts(broken, ', ', text('rien', 'nothing'))], ' : '),
    locator: text('historique des documents reçus', 'history of received documents'),
  });
}

const UNREAD: CheckDeclaration = {
  id: 'mss.reception.unread-listed',
  title: text(
    'La liste donne les documents intégrés automatiquement et non lus de la période, et eux seuls',
    'The list gives the documents of the period integrated automatically and not read, and only those',
  ),
  rule: { reference: 'REM DPI MSS/UX.40', confidence: 'stated' },
};

/** Among the documents of the run, exactly those awaited are listed. */
export function checkUnread(
  listed: readonly string[],
  known: readonly string[],
  awaited: readonly string[],
  about: Text,
): Finding {
  const own = known.filter((title) => listed.includes(title));
  const words = (titles: readonly string[]): Text =>
    joinTexts(
      titles.map((title) => text(`« ${title} »`, `"${title}"`)),
      ', ',
      text('aucun', 'none'),
    );
  return verify(UNREAD, own.toSorted().join() === awaited.toSorted().join(), {
    expected: joinTexts([about, words(awaited)], ' : '),
    received: words(own),
    locator: text('documents intégrés non lus', 'documents integrated and not read'),
  });
}

const ALERT = optional('mss.reception.abnormal-alert', 'MSS/UX.18', {
  fr: 'Seul un résultat dont interpretationCode le dit anormal alerte',
  en: 'Only a result that interpretationCode calls abnormal raises an alert',
});
const NOTIFIED = optional('mss.reception.abnormal-notified', 'MSS/UX.19', {
  fr: 'Un résultat anormal est notifié dans l’application',
  en: 'An abnormal result is notified in the application',
});
const SECOND_CHANNEL = optional('mss.reception.second-channel', 'MSS/UX.20', {
  fr: 'Un second canal non sécurisé ne porte aucune donnée de santé',
  en: 'A second channel that is not secured carries no health data',
});

/** The abnormal report is told, the normal one is not; no object when the product does not read the code. */
export function checkAlert(
  offered: boolean,
  told: readonly string[],
  reports: { abnormal: string; normal: string },
): Finding {
  if (!offered) return notOffered(ALERT);
  return verify(ALERT, told.includes(reports.abnormal) && !told.includes(reports.normal), {
    expected: text(`« ${reports.abnormal} » seul`, `"${reports.abnormal}" only`),
    received: joinTexts(told, ', ', text('aucune alerte', 'no alert')),
  });
}

/** The abnormal report is among the notifications; no object when there are none in this product. */
export function checkNotified(offered: boolean, told: readonly string[], title: string): Finding {
  if (!offered) return notOffered(NOTIFIED);
  return verify(NOTIFIED, told.includes(title), {
    expected: text(`« ${title} »`, `"${title}"`),
    received: joinTexts(told, ', ', text('aucune notification', 'no notification')),
  });
}

/** The text sent through a channel that is not secured holds none of `health`: name, INS, title, result. */
export function checkSecondChannel(
  channel: { offered: boolean; secured: boolean; text: string },
  health: readonly string[],
): Finding {
  if (!channel.offered) return notOffered(SECOND_CHANNEL);
  const told = health.filter((one) => channel.text.toLowerCase().includes(one.toLowerCase()));
  return verify(SECOND_CHANNEL, channel.text !== '' && (channel.secured || told.length === 0), {
    expected: text('un message sans donnée de santé', 'a message without health data'),
    received: channel.text === '' ? text('aucun message', 'no message') : channel.text,
  });
}

function optional(id: string, requirement: string, title: { fr: string; en: string }): CheckDeclaration {
  const rule: Rule = { reference: `REM DPI ${requirement} (PEUT)`, confidence: 'stated' };
  return { id, title: text(title.fr, title.en), rule };
}

function notOffered(check: CheckDeclaration): Finding {
  return notApplicable(check, {
    message: text(
      'Fonction facultative que le logiciel ne propose pas.',
      'Optional function the software does not offer.',
    ),
  });
}

function countText(count: ReceptionCount | undefined): string {
  return count ? `${count.automatic}/${count.manual}/${count.notIntegrated}` : '0/0/0';
}
