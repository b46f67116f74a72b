import { describe, expect, test } from 'vitest';
import type { Directory } from '../../../../fixtures/directory/records.js';
import { type Trap, type TrapLine, TRAPS } from '../../../../fixtures/directory/traps.js';
import { TRAP_MAIL_DOMAIN, TRAP_TOWNS, trapPlaceRow } from '../../../../fixtures/directory/trap-places.js';
import type { SearchCriteria } from '../../../../scenarios/annuaire/actions/criteria.js';
import { expectationOf, type Line, linesIn } from '../../../../scenarios/annuaire/oracle.js';
import { type AddedProfessional, withProfessionals } from '../../../../scenarios/annuaire/served-directory.js';
import { asSearched } from '../../../../scenarios/annuaire/targets.js';
import { DIRECTORY, expected, person } from './searches.js';

const traps: [string, Trap][] = Object.entries(TRAPS);

/** `row@place row`, a line told without its records. */
const keyOf = ({ professional, structure }: Line): string => `${professional.index}@${structure?.index ?? '-'}`;
const trapKey = ({ professional, structure }: TrapLine): string => `${professional}@${structure ?? '-'}`;

/** Family and given name of each line, in order; the lines that are only allowed. */
const names = (lines: readonly Line[]): string[] =>
  lines.map(({ professional: { familyName, givenNames } }) => `${familyName} ${givenNames.join(' ')}`).toSorted();
function searchedFor(criteria: SearchCriteria): { required: string[]; alsoAllowed: string[] } {
  const { required, allowed } = expected(criteria);
  return { required: names(required), alsoAllowed: names(allowed.filter((line) => !required.includes(line))) };
}
const specialty = (code: string) => ({ code, label: code });
/** A directory of one professional, of that speciality. */
const oneOf = (code: string): Directory => ({
  ...DIRECTORY,
  professionals: { count: 1, at: () => ({ ...person('no-role'), index: 0, specialties: [{ type: 'S', code }] }) },
  roles: { ...DIRECTORY.roles, count: 0 },
});
const box = (local: string): string => `${local}@${TRAP_MAIL_DOMAIN}`;

describe('each trap', () => {
  test.each(traps)('%s: the lines that must be shown are required, with their addresses', (_name, trap) => {
    const required = expected(asSearched(trap.criteria)).required;
    expect(new Map(required.map((line) => [keyOf(line), line.boxes]))).toEqual(
      new Map(trap.expected.map((line) => [trapKey(line), line.mailboxes])),
    );
  });

  test.each(traps.filter(([, { forbidden }]) => forbidden.length > 0))(
    '%s: the lines that are the mistake are not even allowed',
    (_name, trap) => {
      const allowed = expected(asSearched(trap.criteria)).allowed.map(keyOf);
      for (const line of trap.forbidden) expect(allowed).not.toContain(trapKey(line));
    },
  );

  test.each(traps)('%s: nothing is required that is not allowed', (_name, trap) => {
    const { required, allowed } = expected(asSearched(trap.criteria));
    expect(allowed).toEqual(expect.arrayContaining([...required]));
  });
});

describe('each criterion', () => {
  const nobody = { required: [], alsoAllowed: [] };
  const only = (...required: string[]) => ({ required, alsoAllowed: [] });
  const free = (...alsoAllowed: string[]) => ({ required: [], alsoAllowed });
  const { rpps } = person('cedex');

  test.each<[string, SearchCriteria, ReturnType<typeof searchedFor>]>([
    ['an RPPS is its owner', { rpps }, only('COURSEDEX Marius')],
    ['a part of an RPPS is nobody', { rpps: rpps.slice(0, 10) }, nobody],
    ['a name from its beginning', { familyName: 'SOUFFLEV' }, only('SOUFFLEVENT Aude')],
    ['a name from inside is allowed, not required', { familyName: 'OUFFLEVEN' }, free('SOUFFLEVENT Aude')],
    ['a name that is nobody’s', { familyName: 'XWQZ' }, nobody],
    ['a given name', { givenName: 'Ghjulia' }, only('SANTUVALLINCO Ghjulia')],
    [
      'a profession, among two practices of one person',
      { familyName: 'DEUXMETIERS', profession: { code: '50', label: 'Sage-femme' } },
      only('DEUXMETIERS Swann'),
    ],
    [
      'a profession they do not have',
      { familyName: 'COURSEDEX', profession: { code: '50', label: 'Sage-femme' } },
      nobody,
    ],
    ['a speciality', { familyName: 'COURSEDEX', specialty: specialty('SM14') }, only('COURSEDEX Marius')],
    ['another speciality', { familyName: 'COURSEDEX', specialty: specialty('SM15') }, nobody],
    [
      'the second of two specialities',
      { specialty: specialty('SM41'), familyName: 'DOUBLE' },
      only('DOUBLECASQUE Nils'),
    ],
    ['a legal name', { structure: 'CLINIQUE SAINTE PALMISTE' }, only('PAYETTELAM Expédit')],
    ['a legal name from inside', { structure: 'SAINTE PALMISTE' }, free('PAYETTELAM Expédit')],
    ['a postal code', { postalCode: TRAP_TOWNS.overseas.postalCode }, only('PAYETTELAM Expédit')],
    ['the beginning of a postal code', { postalCode: '9749' }, only('PAYETTELAM Expédit')],
    ['the end of a postal code', { postalCode: '7499' }, nobody],
    ['the CEDEX code', { postalCode: TRAP_TOWNS.cedex.cedexPostalCode }, only('COURSEDEX Marius')],
    ['the code of the commune, where the address has the CEDEX one', { postalCode: '44990' }, nobody],
    ['a town, with CEDEX in the address', { city: 'GUERVANNE' }, only('COURSEDEX Marius')],
    ['a town from inside', { city: 'PALMISTE' }, free('PAYETTELAM Expédit')],
    ['an address', { mailbox: box('marius.coursedex') }, only('COURSEDEX Marius')],
    ['the beginning of an address', { mailbox: 'marius.course' }, only('COURSEDEX Marius')],
    ['an address from inside', { mailbox: 'coursedex@' }, free('COURSEDEX Marius')],
    ['an address attached to the person alone', { mailbox: box('thea.remplassant') }, only('REMPLASSANT Théa')],
  ])('%s', (_name, criteria, found) => {
    expect(searchedFor(criteria)).toEqual(found);
  });

  test('an address attached to a place is found at that place only, an address of the person at each', () => {
    const at = (mailbox: string) => expected({ mailbox }).required.map(({ structure }) => structure?.name);
    expect(at(box('estelle.troisboites.orve'))).toEqual(['CENTRE HOSPITALIER DE L ORVE']);
    expect(at('estelle.troisboites@')).toHaveLength(2);
  });

  test('an address of a cabinet is allowed, not required: the public extracts have none', () => {
    expect(searchedFor({ mailbox: box('cabinet.troisboites') })).toEqual(free('TROISBOITES Estelle'));
  });

  test('a town that holds a postal code in the directory is allowed by its name, not required', () => {
    expect(searchedFor({ familyName: 'CODEVILLE', city: 'KERLOUARN' })).toEqual(free('CODEVILLE Lise'));
  });
});

describe('text as people type it', () => {
  test.each([
    ['small letters', { familyName: 'brasquedel' }],
    ['capitals for a given name', { familyName: 'BRASQUEDEL', givenName: 'IRÈNE' }],
    ['no accents', { familyName: 'Le Brehannec' }],
    ['accents nobody has', { familyName: 'brâsquedél' }],
    ['a hyphen', { familyName: 'noellec-saidic' }],
    ['an apostrophe', { familyName: "d'arquemontel" }],
    ['a town without its accents', { city: "l'ile-aux-s", familyName: 'le bre' }],
  ])('%s: required all the same', (_name, criteria) => {
    expect(expected(criteria).required).not.toEqual([]);
  });

  test.each([
    ['a typographic apostrophe', { familyName: 'd’arquemontel' }],
    ['a space for an apostrophe', { familyName: 'd arquemontel' }],
    ['a space for a hyphen', { familyName: 'noellec saidic' }],
    ['a hyphen for a space', { familyName: 'le-brehannec' }],
    ['a ligature in two letters', { city: 'L ILE AUX SOEURS' }],
  ])('%s: allowed, not required', (_name, criteria) => {
    const { required, allowed } = expected(criteria);
    expect(required).toEqual([]);
    expect(allowed).not.toEqual([]);
  });

  test('a ligature is found by itself', () => {
    expect(names(expected({ city: "L'ÎLE-AUX-SŒURS" }).required)).toHaveLength(3);
  });
});

describe('specialities that mean the same care', () => {
  test.each([
    ['SM26', 'OMNIPRAT Anne', ['OMNIPRAT Bruno', 'OMNIPRAT Chloé']],
    ['SM53', 'OMNIPRAT Bruno', ['OMNIPRAT Anne', 'OMNIPRAT Chloé']],
    ['SM54', 'OMNIPRAT Chloé', ['OMNIPRAT Anne', 'OMNIPRAT Bruno']],
  ])('%s: its own is required, the two others are allowed', (code, own, others) => {
    expect(searchedFor({ familyName: 'OMNIPRAT', specialty: specialty(code) })).toEqual({
      required: [own],
      alsoAllowed: others,
    });
  });

  test('a neighbouring code that is other care is not allowed', () => {
    expect(expected({ familyName: 'OMNIPRAT', specialty: specialty('SM41') }).allowed).toEqual([]);
  });

  const radiology = ['SM44', 'SM45', 'SM55', 'SM74'];
  const psychiatry = ['SM42', 'SM43', 'SM92', 'SM93'];
  const cardiology = ['SM04', 'SM73', 'SM79', 'SM80', 'SM81'];

  test.each([
    ['SM45', radiology],
    ['SM93', psychiatry],
    ['SM80', cardiology],
  ])('somebody of %s: required by that code, allowed by %j, by no other', (code, codes) => {
    const other = [...radiology, ...psychiatry, ...cardiology, 'SM54'].filter((one) => !codes.includes(one));
    const found = (asked: string) => expectationOf(oneOf(code), { specialty: specialty(asked) });
    expect(codes.filter((asked) => found(asked).allowed.length === 1)).toEqual(codes);
    expect(codes.filter((asked) => found(asked).required.length === 1)).toEqual([code]);
    expect(other.filter((asked) => found(asked).allowed.length > 0)).toEqual([]);
  });
});

describe('who is not to be shown', () => {
  test('an inactive professional, not even by the RPPS', () => {
    const { rpps } = person('inactive-practitioner');
    expect(expected({ rpps })).toEqual({ required: [], allowed: [], structures: [] });
  });

  test('a place left is no place of practice', () => {
    const places = expected({ familyName: 'PARTIDICI' }).allowed.map(({ structure }) => structure?.name);
    expect(places).toEqual(['CABINET MEDICAL DE KERLOUARN']);
  });

  test('somebody at a closed place: required by name, only allowed by that place', () => {
    expect(names(expected({ familyName: 'PORTECLOSE' }).required)).toEqual(['PORTECLOSE Maud']);
    expect(searchedFor({ familyName: 'PORTECLOSE', city: 'BOISGELIN' })).toEqual({
      required: [],
      alsoAllowed: ['PORTECLOSE Maud'],
    });
  });

  test('an address on the liste rouge is nobody’s, and its owner has none', () => {
    expect(expected({ mailbox: box('remi.discreteau') })).toEqual({ required: [], allowed: [], structures: [] });
    expect(expected({ familyName: 'DISCRETEAU' }).required).toMatchObject([{ boxes: [], personalBoxes: [] }]);
  });
});

describe('lines', () => {
  test('each active professional has one for each place, or one without a place', () => {
    const of = (key: string) => [...linesIn(DIRECTORY)].filter(({ professional }) => professional === person(key));
    const places = (key: string) => of(key).map(({ structure }) => structure?.index);
    expect(places('two-roles')).toEqual([trapPlaceRow('orve-site'), trapPlaceRow('kerlouarn-cabinet')]);
    expect(places('no-role')).toEqual([undefined]);
    expect(places('no-place')).toEqual([undefined]);
    expect(places('dangling')).toEqual([undefined]);
    expect(places('inactive-practitioner')).toEqual([]);
  });

  test('an address of a cabinet is published by the service, not by the extracts', () => {
    const [line] = expected({ familyName: 'TROISBOITES', city: 'KERLOUARN' }).required;
    const personal = [box('estelle.troisboites'), box('estelle.troisboites.kerlouarn')];
    expect(new Set(line?.personalBoxes)).toEqual(new Set(personal));
    expect(new Set(line?.boxes)).toEqual(new Set([box('cabinet.troisboites'), ...personal]));
  });
});

describe('structures with addresses of their own', () => {
  const named = (criteria: SearchCriteria) => expected(criteria).structures.map(({ index }) => index);

  test('may be shown by their place or their address', () => {
    const site = trapPlaceRow('orve-site');
    expect(named({ city: 'BOISGELIN-SUR-ORVE' })).toEqual([site]);
    expect(named({ structure: 'CENTRE HOSPITALIER DE L ORVE' })).toEqual([site]);
    expect(named({ mailbox: `cardiologie@orve-site.${TRAP_MAIL_DOMAIN}` })).toEqual([site]);
  });

  test.each<[string, SearchCriteria]>([
    ['RPPS', { rpps: person('at-site').rpps }],
    ['name', { familyName: 'AUXSITES' }],
    ['given name', { givenName: 'Jeanne' }],
    ['profession', { profession: { code: '10', label: 'Médecin' } }],
    ['speciality', { specialty: specialty('SM32') }],
  ])('are not shown for a search by %s: it is about a person', (_name, criteria) => {
    expect(named({ ...criteria, structure: 'CENTRE HOSPITALIER DE L ORVE' })).toEqual([]);
  });
});

describe('professionals a scenario writes into the directory', () => {
  const added: AddedProfessional = {
    id: 'p',
    roleId: 'r',
    rpps: '99760000011',
    familyName: 'ESSAI-NEUF',
    givenName: 'Lou',
    professionCode: '10',
    active: true,
    mailboxes: ['neuf@banc-essai.mssante.fr'],
    structure: trapPlaceRow('orve-site'),
    finess: '',
  };
  const found = (one: AddedProfessional) =>
    expectationOf(withProfessionals(DIRECTORY, [one]), { rpps: added.rpps }).required;

  test('are found at their place with their addresses, as long as they are active', () => {
    expect(found(added)).toMatchObject([
      { professional: { familyName: 'ESSAI-NEUF' }, structure: { index: added.structure }, boxes: added.mailboxes },
    ]);
    expect(found({ ...added, active: false })).toEqual([]);
  });
});
