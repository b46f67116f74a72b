/** Sure to be a link: up to the first blank, quote, bracket or angle. */
const LINK = /https?:\/\/[^\s"'<>()[\]«»]+/gi;
/** A code as people type it back: 4 to 12 capitals or digits, one digit at least; digits may stand in two groups. */
const CODE = /(?<![\w/.@+-])(?:\d{3}[ -]\d{3,4}|(?=[A-Z]*\d)[A-Z0-9]{4,12})(?![\w@-])/g;
/** Words that announce a code, and how far after them it stands. */
const ANNOUNCED = /\b(?:code|otp|pin)\b/gi;
const REACH = 120;

/** What a message carries that its reader gives back once (SSI/IE.31). */
export interface OneTimeSecrets {
  /** Codes, without the blank or dash that groups their digits; those a word announces come first. */
  codes: string[];
  links: string[];
}

/** Finds the codes and links of a message, an e-mail's or an SMS's text. */
export function findOneTimeSecrets(message: string): OneTimeSecrets {
  const links = [...message.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?]+$/, ''));
  // Same length: positions stay true.
  const text = message.replace(LINK, (link) => ' '.repeat(link.length));
  const announcements = [...text.matchAll(ANNOUNCED)].map(({ index }) => index);
  const found = [...text.matchAll(CODE)].map(({ 0: code, index }) => ({
    code: code.replaceAll(/[ -]/g, ''),
    announced: announcements.some((at) => index > at && index - at < REACH),
  }));
  const codes = [...found.filter(({ announced }) => announced), ...found.filter(({ announced }) => !announced)];
  return { codes: [...new Set(codes.map(({ code }) => code))], links };
}

/**
 * A message without what its reader gives back: codes, and all of a link but its origin. What only looks like a code
 * (a year, a postal code) goes too: better one too many.
 */
export function maskOneTimeSecrets(message: string): string {
  return message.replace(LINK, (link) => `${/^https?:\/\/[^/?#]*/i.exec(link)?.[0] ?? ''}/***`).replace(CODE, '***');
}

const UNITS: Readonly<Record<string, number>> = {
  minute: 1,
  min: 1,
  mn: 1,
  heure: 60,
  hour: 60,
  jour: 1440,
  day: 1440,
};
const VALIDITY = /(\d{1,4})\s*(minute|min|mn|heure|hour|jour|day)/i;

/** Minutes a message says its code or link serves; undefined when it does not say. */
export function announcedValidity(message: string): number | undefined {
  const [, count, unit = ''] = VALIDITY.exec(message) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit.toLowerCase()] ?? 1);
}
