import type { XdmArchive } from '../../../../mocks/wire/xdm-archive.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { inLang } from '../../../../scenarios/harness/text.js';
import { checkXdmArchive } from '../../../../scenarios/mssante/checks/xdm-archive.js';
import type { XdmContext } from '../../../../scenarios/mssante/checks/xdm-context.js';

/** Findings that do not pass: id → verdict, what was received and where, in English. */
export function troubles(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ check, verdict, received = '', locator = '' }) => [
        check.id,
        `${verdict}: ${inLang(received, 'en')} @ ${inLang(locator, 'en')}`,
      ]),
  );
}

/** What the checks of an archive have to say against it. */
export function troublesOf(archive: XdmArchive, context: XdmContext = { role: 'sent' }): Record<string, string> {
  return troubles(checkXdmArchive(archive, context));
}
