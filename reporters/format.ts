import type { Report } from './model.js';

type Lang = Report['lang'];

/** Reports are read in France: clocks are those of Paris, the report itself keeps UTC. */
const TIME_ZONE = 'Europe/Paris';

const locale = (lang: Lang) => (lang === 'fr' ? 'fr-FR' : 'en-GB');

const CLOCKS = { fr: clock('fr'), en: clock('en') };
const DATES = { fr: date('fr'), en: date('en') };

function clock(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(lang), {
    timeZone: TIME_ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
}

function date(lang: Lang): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(lang), { timeZone: TIME_ZONE, dateStyle: 'full', timeStyle: 'short' });
}

/** Time of day with milliseconds, in Paris: `14:30:00,500`. What is not an instant is given back as it is. */
export function formatClock(iso: string, lang: Lang): string {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? iso : CLOCKS[lang].format(instant);
}

/** Day and time of day in Paris, in words. What is not an instant is given back as it is. */
export function formatDate(iso: string, lang: Lang): string {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? iso : DATES[lang].format(instant);
}

/** A duration in milliseconds for people: `38 ms`, `4,2 s`, `1 min 34 s`. */
export function formatDuration(ms: number, lang: Lang): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1).replace('.', lang === 'fr' ? ',' : '.')} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A size in bytes for people: `812 o`, `1,8 Mo` (English: `812 B`, `1.8 MB`). */
export function formatSize(bytes: number, lang: Lang): string {
  const unit = lang === 'fr' ? 'o' : 'B';
  const decimal = (value: number) => value.toFixed(1).replace('.', lang === 'fr' ? ',' : '.');
  if (bytes < 1_000) return `${bytes} ${unit}`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} k${unit}`;
  return `${decimal(bytes / 1_000_000)} M${unit}`;
}
