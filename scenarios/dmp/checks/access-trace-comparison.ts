import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  pass,
  review,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import { quotedSome } from './access-trace.js';
import type { AccessKind, AccessTraceFile, AccessTraceSettings, TraceLine } from './access-trace-file.js';
import { instantOf, type TraceZone } from './trace-time.js';
import { quoted } from './wording.js';

/** One access to a document of the DMP, as the journal of exchanges saw it. */
export interface DmpAccess {
  kind: AccessKind;
  /** NameID of the VIHF: `8` + RPPS. */
  user: string;
  /** XDS uniqueId, and title when known. */
  document: string;
  title?: string;
  /** When the DMP answered, ISO 8601 UTC. */
  at: string;
  /** Id of the exchange. */
  exchange: string;
  /** The DMP did it. */
  accepted: boolean;
}

/** What is compared: the traces, the accesses, and what a product may know its users by. */
export interface TraceComparison {
  file: AccessTraceFile;
  accesses: readonly DmpAccess[];
  /** INS of the patient of the accesses. */
  patient: string;
  /** When the first of them began, ISO 8601 UTC: older lines about the patient are not theirs. */
  since: string;
  /** Logins and names by NameID. */
  localIds: ReadonlyMap<string, readonly string[]>;
  settings: AccessTraceSettings;
}

const RULE = { reference: 'REM DMP/CONF.14', confidence: 'stated' } as const;
const COMPLETE = declare('complete', 'Chaque accès du journal a sa trace', 'Each access of the journal has its trace');
const INVENTED = declare(
  'nothing-invented',
  'Aucune trace d’un accès qui n’a pas eu lieu',
  'No trace of an access that did not happen',
);
const KIND = declare('kind', 'Le type de chaque accès est le bon', 'The type of each access is right');
const USER = declare('user', 'L’utilisateur de chaque accès est le bon', 'The user of each access is right');
const TIME = declare(
  'time',
  'La date et l’heure de chaque accès sont justes',
  'The date and time of each access are right',
);

function declare(name: string, fr: string, en: string): CheckDeclaration {
  return { id: `dmp.access-trace.${name}`, title: text(fr, en), rule: RULE };
}

/** Kinds of access DMP/CONF.14 lists and that can be done: step 5, hiding, is not assessed (AMA). */
const LISTED: readonly AccessKind[] = [
  'alimentation',
  'remplacement',
  'suppression',
  'remise en visibilité',
  'masquage',
  'démasquage',
  'téléchargement',
];
const PERFORMED = declare(
  'performed',
  'Chaque type d’accès à tracer a été effectué et accepté par le DMP',
  'Each type of access to trace was done and accepted by the DMP',
);

/** What was asked of the product reached the DMP, so that there is something to compare. */
export function checkAccessesPerformed(accesses: readonly DmpAccess[]): Finding {
  const done = new Set(accesses.filter(({ accepted }) => accepted).map(({ kind }) => kind));
  const missing = LISTED.filter((kind) => !done.has(kind));
  return verify(PERFORMED, missing.length === 0, {
    expected: joinTexts([...LISTED]),
    received: joinTexts([...done], ', ', text('aucun accès', 'no access')),
    locator: text('journal des échanges', 'journal of exchanges'),
  });
}

/** Compares an export with the accesses that the DMP accepted: nothing missing, nothing invented, all of it right. */
export function compareTraces(comparison: TraceComparison): Finding[] {
  const { file, accesses } = comparison;
  const accepted = accesses.filter((access) => access.accepted && access.kind !== 'archivage');
  const done = file.lines.filter((line) => !line.refused);
  const pairs = new Map<DmpAccess, TraceLine>();
  const free = new Set(done);
  // Exact ones first, so that a line of another kind is only taken for an access that has none of its own.
  for (const fits of [sameKindAndUser, sameKind, sameUser, () => true]) {
    for (const access of accepted) {
      if (pairs.has(access)) continue;
      const candidates = [...free].filter((line) => isAbout(line, access) && fits(line, access));
      const nearest = candidates.toSorted((a, b) => distance(a, access) - distance(b, access))[0];
      if (!nearest) continue;
      pairs.set(access, nearest);
      free.delete(nearest);
    }
  }
  const zone = zoneOf([...pairs], comparison.settings);
  return [
    judgeComplete(accepted, pairs, done.length),
    judgeInvented([...free], comparison),
    judgeKinds([...pairs]),
    judgeUsers([...pairs], comparison),
    judgeTimes([...pairs], zone, comparison.settings.toleranceSeconds),
  ];
}

function sameKindAndUser(line: TraceLine, access: DmpAccess): boolean {
  return sameKind(line, access) && sameUser(line, access);
}

function sameKind(line: TraceLine, { kind }: DmpAccess): boolean {
  return line.kind === kind;
}

function sameUser(line: TraceLine, { user }: DmpAccess): boolean {
  return line.user.includes(rppsOf(user));
}

function isAbout({ document }: TraceLine, access: Pick<DmpAccess, 'document' | 'title'>): boolean {
  return document.includes(access.document) || (access.title !== undefined && document.includes(access.title));
}

function rppsOf(nameId: string): string {
  return /^8\d{11}$/.test(nameId) ? nameId.slice(1) : nameId;
}

/** Milliseconds between a line and an access, in the zone that suits the line best. */
function distance({ time }: TraceLine, { at }: DmpAccess): number {
  if (!time) return Infinity;
  const [paris = NaN, utc = NaN] = (['Europe/Paris', 'UTC'] as const).map((zone) => instantOf(time, zone) ?? NaN);
  const apart = Math.min(Math.abs(paris - Date.parse(at)), Math.abs(utc - Date.parse(at)));
  return Number.isNaN(apart) ? Infinity : apart;
}

function judgeComplete(accepted: readonly DmpAccess[], pairs: Map<DmpAccess, TraceLine>, lines: number): Finding {
  const missing = accepted.filter((access) => !pairs.has(access));
  const expected = text(
    `une trace pour chacun des ${accepted.length} accès`,
    `a trace for each of the ${accepted.length} accesses`,
  );
  if (missing.length === 0) return pass(COMPLETE, { expected, received: text(`${lines} lignes`, `${lines} lines`) });
  const received = joinTexts(
    [text('sans trace', 'without a trace'), quotedSome(missing.map(accessWords))],
    text(' : ', ': '),
  );
  return fail(COMPLETE, { expected, received, ...exchangeOf(missing[0]) });
}

/** Lines left over about the documents of the accesses, or about the patient since they began. */
function judgeInvented(free: readonly TraceLine[], { accesses, patient, since, settings }: TraceComparison): Finding {
  const start = Date.parse(since) - settings.toleranceSeconds * 1000;
  const concerned = free.filter((line) => {
    if (line.kind === 'archivage') return false;
    if (accesses.some((access) => isAbout(line, access))) return true;
    const at = line.time && instantOf(line.time, settings.timeZone ?? 'Europe/Paris');
    return line.patient.includes(patient) && at !== undefined && at >= start;
  });
  const expected = text('aucune ligne sans accès accepté par le DMP', 'no line without an access the DMP accepted');
  if (concerned.length === 0) return pass(INVENTED, { expected, received: text('aucune', 'none') });
  return fail(INVENTED, { expected, received: quotedSome(concerned.map(lineWords)), locator: locatorOf(concerned) });
}

function judgeKinds(pairs: readonly [DmpAccess, TraceLine][]): Finding {
  const wrong = pairs.filter(([access, line]) => line.kind !== access.kind);
  const expected = text('le type d’accès vu dans le journal', 'the access type seen in the journal');
  if (wrong.length === 0) return pass(KIND, { expected, received: text('tous justes', 'all right') });
  const words = wrong.map(([access, line]) =>
    joinTexts([lineWords(line), text('pour', 'for'), accessWords(access)], ' '),
  );
  return fail(KIND, {
    expected,
    received: quotedSome(words),
    locator: locatorOf(wrong.map(([, line]) => line)),
    ...exchangeOf(wrong[0]?.[0]),
  });
}

function judgeUsers(pairs: readonly [DmpAccess, TraceLine][], { localIds }: TraceComparison): Finding {
  const without = pairs.filter(([access, line]) => !sameUser(line, access));
  const wrong = without.filter(
    ([access, line]) => !(localIds.get(access.user) ?? []).some((id) => line.user.includes(id)),
  );
  const expected = text('le RPPS de l’utilisateur, celui du VIHF', 'the user’s RPPS, that of the VIHF');
  if (without.length === 0)
    return pass(USER, { expected, received: text('RPPS juste partout', 'right RPPS everywhere') });
  const told = wrong.length > 0 ? wrong : without;
  const words = told.map(([access, line]) =>
    joinTexts(
      [
        text(`ligne ${line.line}`, `line ${line.line}`),
        quoted(line.user),
        text(`au lieu de ${rppsOf(access.user)}`, `instead of ${rppsOf(access.user)}`),
      ],
      ' ',
    ),
  );
  const details = {
    expected,
    received: quotedSome(words),
    locator: locatorOf(told.map(([, line]) => line)),
    ...exchangeOf(told[0]?.[0]),
  };
  // The right user by a local id: whether the RPPS was possible there is for a human, although the VIHF holds one.
  return wrong.length > 0 ? fail(USER, details) : review(USER, details);
}

function judgeTimes(pairs: readonly [DmpAccess, TraceLine][], zone: TraceZone, toleranceSeconds: number): Finding {
  const wrong = pairs.filter(([access, { time }]) => {
    const at = time && instantOf(time, zone);
    return at === undefined || Math.abs(at - Date.parse(access.at)) > toleranceSeconds * 1000;
  });
  const expected = text(
    `date et heure à ${toleranceSeconds} s près du journal`,
    `date and time within ${toleranceSeconds} s of the journal`,
  );
  const unzoned = pairs.some(([, { time }]) => time?.kind === 'local');
  const read = unzoned
    ? text(`heures sans fuseau, lues comme ${zone}`, `times without a zone, read as ${zone}`)
    : text('fuseau écrit', 'zone written');
  if (wrong.length === 0) {
    const details = { expected, received: read };
    // Readers of the file would take them for local times.
    return unzoned && zone === 'UTC' ? review(TIME, details) : pass(TIME, details);
  }
  const words = wrong.map(([access, line]) =>
    joinTexts(
      [
        text(`ligne ${line.line}`, `line ${line.line}`),
        quoted(line.timeText),
        text(`pour un accès à ${access.at}`, `for an access at ${access.at}`),
      ],
      ' ',
    ),
  );
  return fail(TIME, {
    expected,
    received: joinTexts([read, quotedSome(words)], text(' ; ', '; ')),
    locator: locatorOf(wrong.map(([, line]) => line)),
    ...exchangeOf(wrong[0]?.[0]),
  });
}

/** Zone of times written without one: as configured, else the one in which most lines are near their access. */
function zoneOf(
  pairs: readonly [DmpAccess, TraceLine][],
  { timeZone, toleranceSeconds }: AccessTraceSettings,
): TraceZone {
  if (timeZone) return timeZone;
  const near = (zone: TraceZone): number =>
    pairs.filter(([{ at }, { time }]) => {
      const instant = time && instantOf(time, zone);
      return instant !== undefined && Math.abs(instant - Date.parse(at)) <= toleranceSeconds * 1000;
    }).length;
  return near('UTC') > near('Europe/Paris') ? 'UTC' : 'Europe/Paris';
}

function accessWords({ kind, title, document, user, exchange }: DmpAccess): Text {
  const by = rppsOf(user);
  return text(
    `${kind} de « ${title ?? document} » par ${by} (${exchange})`,
    `${kind} of "${title ?? document}" by ${by} (${exchange})`,
  );
}

function lineWords({ line, kindText, document, user }: TraceLine): Text {
  return text(
    `ligne ${line} « ${kindText} ; ${document} ; ${user} »`,
    `line ${line} "${kindText}; ${document}; ${user}"`,
  );
}

function locatorOf(lines: readonly TraceLine[]): Text {
  const numbers = lines.map(({ line }) => line).join(', ');
  return text(`lignes ${numbers} de l’extraction`, `lines ${numbers} of the extract`);
}

function exchangeOf(access: DmpAccess | undefined): { exchange?: string } {
  return access ? { exchange: access.exchange } : {};
}
