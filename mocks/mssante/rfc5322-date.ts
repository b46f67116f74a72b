/** An instant as mails write it, in UTC: `Sat, 21 Nov 2026 11:05:00 +0000` (RFC 5322 §3.3). */
export function rfc5322Date(date: Date): string {
  return date.toUTCString().replace(/GMT$/, '+0000');
}
