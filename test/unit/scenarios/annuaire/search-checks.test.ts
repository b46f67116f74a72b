import { describe, expect, test } from 'vitest';
import { type Trap, TRAPS } from '../../../../fixtures/directory/traps.js';
import { TRAP_MAIL_DOMAIN } from '../../../../fixtures/directory/trap-places.js';
import { CRITERIA, type SearchCriteria } from '../../../../scenarios/annuaire/actions/criteria.js';
import type { DirectoryRow } from '../../../../scenarios/annuaire/actions/search.js';
import { checkRecipient } from '../../../../scenarios/annuaire/checks/recipient.js';
import { checkFailureTold } from '../../../../scenarios/annuaire/checks/search-failure.js';
import { checkSearchForm } from '../../../../scenarios/annuaire/checks/search-form.js';
import { checkSearchResult, isShown, type JudgedSearch } from '../../../../scenarios/annuaire/checks/search-result.js';
import type { Line } from '../../../../scenarios/annuaire/oracle.js';
import { asSearched } from '../../../../scenarios/annuaire/targets.js';
import { troubles } from '../mssante/xdm-findings.js';
import { DIRECTORY, expected, person, rowOf, searched } from './searches.js';

const COMPLETE = 'annuaire.search.complete';
const NOTHING_ELSE = 'annuaire.search.nothing-else';
const MAILBOXES = 'annuaire.search.mailboxes';

const box = (local: string): string => `${local}@${TRAP_MAIL_DOMAIN}`;
const judge = (search: JudgedSearch) => troubles(checkSearchResult(search));
const each =
  (more: Partial<DirectoryRow>) =>
  (rows: DirectoryRow[]): DirectoryRow[] =>
    rows.map((row) => ({ ...row, ...more }));
const and =
  (more: DirectoryRow) =>
  (rows: DirectoryRow[]): DirectoryRow[] => [...rows, more];

/** The line of a person of the traps at their only place. */
function lineOf(key: string): Line {
  const { rpps } = person(key);
  const [line] = expected({ rpps }).required;
  if (line) return line;
  throw new RangeError(`No line of ${key}.`);
}

const TWO_PLACES = asSearched(TRAPS['two-roles'].criteria);
const CEDEX = { familyName: 'COURSEDEX' };

describe('a conform list passes', () => {
  test.each<[string, Trap]>(Object.entries(TRAPS))('%s', (_name, trap) => {
    const criteria = asSearched(trap.criteria);
    expect(judge(searched(criteria))).toEqual({});
  });

  const forms: [string, Partial<DirectoryRow>][] = [
    ['without the place', { structure: '', postalCode: '', city: '' }],
    ['with the town without CEDEX', { city: 'Guervanne' }],
    ['with the place in small letters and more words', { structure: 'Clinique de Guervanne (siège)' }],
    ['with a title before the name', { name: 'Dr.Marius Coursedex' }],
    ['without RPPS', { rpps: '' }],
    ['with addresses in capitals', { mailboxes: [box('marius.coursedex').toUpperCase()] }],
    [
      'with the box of the place besides',
      {
        mailboxes: [box('marius.coursedex'), `secretariat@cedex-site.${TRAP_MAIL_DOMAIN}`],
      },
    ],
  ];
  test.each(forms)('%s', (_name, more) => {
    expect(judge(searched(CEDEX, each(more)))).toEqual({});
  });

  test('with who answers more freely, and with a structure that has boxes', () => {
    const [gp] = expected({ familyName: 'OMNIPRAT', givenName: 'Anne' }).required;
    if (!gp) throw new RangeError('No general practitioner.');
    expect(judge(searched(asSearched(TRAPS['general-practice'].criteria), and(rowOf(gp))))).toEqual({});
    const clinic = { ...rowOf(lineOf('cedex')), rpps: '', name: 'CLINIQUE DE GUERVANNE' };
    const own = { ...clinic, mailboxes: [`secretariat@cedex-site.${TRAP_MAIL_DOMAIN}`] };
    expect(judge(searched({ city: 'GUERVANNE' }, and(own)))).toEqual({});
  });

  test('that is empty when nobody answers', () => {
    expect(judge(searched({ familyName: 'XWQZ' }))).toEqual({});
  });
});

describe('every mistake of the traps fails', () => {
  const mistakes = Object.entries(TRAPS as Record<string, Trap>).filter(([, { forbidden }]) => forbidden.length > 0);
  test.each(mistakes)('%s', (_name, { criteria, forbidden }) => {
    for (const { professional, structure, mailboxes } of forbidden) {
      const wrong = rowOf({
        professional: DIRECTORY.professionals.at(professional),
        ...(structure === undefined ? {} : { structure: DIRECTORY.structures.at(structure) }),
        boxes: mailboxes,
        personalBoxes: mailboxes,
      });
      const findings = judge(searched(asSearched(criteria), and(wrong)));
      expect(Object.keys(findings)).toEqual([NOTHING_ELSE]);
      expect(findings[NOTHING_ELSE]).toContain(wrong.name);
    }
  });

  test.each(Object.entries(TRAPS as Record<string, Trap>).filter(([, one]) => one.expected.length > 0))(
    '%s: nothing found',
    (_name, trap) => {
      const criteria = asSearched(trap.criteria);
      expect(Object.keys(judge(searched(criteria, () => [])))).toEqual([COMPLETE]);
    },
  );
});

describe('who is missing', () => {
  const house = { familyName: 'PAGINELLE' };
  const firstPage = (rows: DirectoryRow[]) => rows.slice(0, 50);

  test('is counted and named, with the message of the screen', () => {
    const finding = judge(searched(house, firstPage, { message: '50 résultats' }))[COMPLETE];
    expect(finding).toMatch(/^fail: missing: 14 : PAGINELLE .*…/);
    expect(finding).toContain('("50 résultats")');
    expect(finding).toContain('@ practice name "PAGINELLE"');
  });

  test('is only a warning when the screen says that there are more', () => {
    expect(judge(searched(house, firstPage, { more: true }))[COMPLETE]).toMatch(/^warning: missing: 14/);
  });

  test('is missing at the second place, when only the first is shown', () => {
    const finding = judge(searched({ familyName: 'BRASQUEDEL' }, (rows) => rows.slice(0, 1)))[COMPLETE];
    expect(finding).toContain('CABINET MEDICAL DE KERLOUARN');
  });

  test('is missing when two homonyms are made one', () => {
    const merged = judge(searched({ familyName: 'DURGUELEC' }, (rows) => rows.slice(0, 1)));
    expect(merged[COMPLETE]).toContain(person('homonym-wrong').rpps);
  });
});

describe('a row is about somebody', () => {
  const line = lineOf('cedex');
  const row = rowOf(line);

  test.each<[string, Partial<DirectoryRow>, boolean]>([
    ['as in the directory', {}, true],
    ['with the number of another', { rpps: person('corsica').rpps }, false],
    ['with the right number and the name of another', { name: 'SANTUVALLINCO Ghjulia' }, false],
    ['without number, without given name', { rpps: '', name: 'COURSEDEX' }, false],
    ['without number, with a longer name', { rpps: '', name: 'COURSEDEXIEN Marius' }, false],
    ['at another town', { city: 'KERLOUARN' }, false],
    ['at another postal code', { postalCode: '44990' }, false],
    ['at another place', { structure: 'CABINET SANS ADRESSE' }, false],
  ])('%s: %j', (_name, more, shown) => {
    expect(isShown({ ...row, ...more }, line)).toBe(shown);
  });

  test('who has no place is not shown at one', () => {
    expect(isShown({ ...rowOf(lineOf('no-role')), city: 'GUERVANNE' }, lineOf('no-role'))).toBe(false);
  });

  test('whose town has a ligature, written with two letters', () => {
    const isle = lineOf('apostrophe');
    expect(isShown({ ...rowOf(isle), structure: '', city: "L'Ile-aux-Soeurs" }, isle)).toBe(true);
  });
});

describe('addresses shown', () => {
  test.each<[string, SearchCriteria, string[], string]>([
    [
      'of the same person at another place',
      TWO_PLACES,
      [box('irene.brasquedel.kerlouarn'), box('irene.brasquedel.orve')],
      `extra: ${box('irene.brasquedel.orve')} (BRASQUEDEL Irène)`,
    ],
    ['of nobody', { familyName: 'SANSBALETTE' }, [box('yves.sansbalette')], `extra: ${box('yves.sansbalette')}`],
    ['on the liste rouge', { familyName: 'DISCRETEAU' }, [box('remi.discreteau')], `extra: ${box('remi.discreteau')}`],
    ['lost', CEDEX, [], `missing: ${box('marius.coursedex')} (COURSEDEX Marius`],
    [
      'of the service instead of the person',
      { familyName: 'CARDIOLEAU' },
      [`cardiologie@orve-site.${TRAP_MAIL_DOMAIN}`],
      `missing: ${box('solene.cardioleau')}`,
    ],
  ])('%s: fails, and is named', (_name, criteria, mailboxes, words) => {
    const findings = judge(searched(criteria, each({ mailboxes })));
    expect(Object.keys(findings)).toEqual([MAILBOXES]);
    expect(findings[MAILBOXES]).toContain(words);
  });

  test('a box of a cabinet, which the extracts lack, may be left out', () => {
    const personal = (rows: DirectoryRow[]) =>
      rows.map((row) => ({ ...row, mailboxes: row.mailboxes.filter((one) => one !== box('cabinet.troisboites')) }));
    expect(judge(searched({ familyName: 'TROISBOITES', city: 'KERLOUARN' }, personal))).toEqual({});
  });

  test('of a homonym: the two are not mixed up', () => {
    const swapped = (rows: DirectoryRow[]) =>
      rows.map((row, rank) => ({ ...row, mailboxes: rows[1 - rank]?.mailboxes ?? [] }));
    expect(Object.keys(judge(searched({ familyName: 'DURGUELEC' }, swapped)))).toEqual([MAILBOXES]);
  });
});

describe('a search while the directory is out of order', () => {
  const nothing = () => [];

  test.each<[string, JudgedSearch, string]>([
    ['a message of failure', searched(CEDEX, nothing, { failed: true, message: 'Annuaire indisponible' }), 'pass'],
    ['a list said not to be whole', searched(CEDEX, nothing, { more: true, message: 'Liste partielle' }), 'pass'],
    ['the right answer of a copy', searched(CEDEX), 'pass'],
    ['« nobody »', searched(CEDEX, nothing, { message: 'Aucun résultat' }), 'fail'],
    ['nothing at all', searched(CEDEX, nothing), 'fail'],
  ])('%s', (_name, search, verdict) => {
    expect(checkFailureTold(search).verdict).toBe(verdict);
  });

  test('what is missing is counted, with the words of the screen', () => {
    expect(troubles([checkFailureTold(searched(CEDEX, nothing, { message: 'Aucun résultat' }))])).toEqual({
      'annuaire.failure.told': 'fail: 1 result(s) missing, message: "Aucun résultat" @ practice name "COURSEDEX"',
    });
  });
});

describe('the search form', () => {
  test('offers the nine criteria from a message', () => {
    expect(troubles(checkSearchForm({ reachable: true, criteria: CRITERIA }))).toEqual({});
  });

  test.each(CRITERIA)('fails without %s, and names it', (missing) => {
    const findings = checkSearchForm({ reachable: true, criteria: CRITERIA.filter((name) => name !== missing) });
    expect(troubles(findings)).toEqual({
      'annuaire.form.criteria': expect.stringMatching(/^fail: missing: [^,]+ @/) as string,
    });
  });

  test('fails when no message leads to it, and its criteria are then not judged', () => {
    const findings = checkSearchForm({ reachable: false, criteria: [] });
    expect(findings).toHaveLength(1);
    expect(troubles(findings)).toEqual({ 'annuaire.form.from-message': 'fail: no access @ ' });
  });
});

describe('a recipient chosen in the directory', () => {
  const [here] = expected(TWO_PLACES).required;
  const line = here ?? lineOf('cedex');
  const right = box('irene.brasquedel.kerlouarn');
  const elsewhere = box('irene.brasquedel.orve');
  const PROPOSED = 'annuaire.recipient.proposed';
  const CHOSEN = 'annuaire.recipient.chosen';

  test.each<[string, Parameters<typeof checkRecipient>[0], Record<string, string>]>([
    ['at the address of this place', { listed: true, proposed: [right], recipients: [right.toUpperCase()] }, {}],
    [
      'at that of another place',
      { listed: true, proposed: [elsewhere], recipients: [elsewhere] },
      {
        [PROPOSED]: `fail: ${elsewhere} @ BRASQUEDEL Irène`,
      },
    ],
    [
      'at both',
      { listed: true, proposed: [right, elsewhere], recipients: [right] },
      {
        [PROPOSED]: `fail: ${right}, ${elsewhere} @ BRASQUEDEL Irène`,
      },
    ],
    ['at none', { listed: true, proposed: [], recipients: [] }, { [PROPOSED]: 'fail: no address @ BRASQUEDEL Irène' }],
    [
      'not in the list',
      { listed: false, proposed: [], recipients: [] },
      {
        [PROPOSED]: 'fail: not in the list @ BRASQUEDEL Irène',
      },
    ],
    [
      'that the message forgot',
      { listed: true, proposed: [right], recipients: [] },
      {
        [CHOSEN]: 'fail: no recipient @ BRASQUEDEL Irène',
      },
    ],
    [
      'replaced by another in the message',
      { listed: true, proposed: [right], recipients: [elsewhere] },
      {
        [CHOSEN]: `fail: ${elsewhere} @ BRASQUEDEL Irène`,
      },
    ],
  ])('%s', (_name, observed, findings) => {
    expect(troubles(checkRecipient(observed, line))).toEqual(findings);
  });

  test('without address: listed, with nothing to write to', () => {
    const nobody = lineOf('no-mailbox');
    expect(troubles(checkRecipient({ listed: true, proposed: [], recipients: [] }, nobody))).toEqual({});
    const guessed = { listed: true, proposed: [box('yves.sansbalette')], recipients: [box('yves.sansbalette')] };
    expect(Object.keys(troubles(checkRecipient(guessed, nobody)))).toEqual([PROPOSED]);
  });
});
