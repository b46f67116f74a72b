import { describe, expect, test } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import { isValidIns } from '../../../../mocks/wire/ins.js';
import { checkConfigurable, checkLabels, checkMandatory } from '../../../../scenarios/identity/checks/banner.js';
import { fieldDifferences } from '../../../../scenarios/identity/checks/identity-fields.js';
import { checkAccessTraced } from '../../../../scenarios/identity/checks/ins-accesses.js';
import {
  checkExtraTraits,
  checkPrintedIns,
  checkPrintedTraits,
} from '../../../../scenarios/identity/checks/printout.js';
import { checkAcknowledged, checkNamesKept } from '../../../../scenarios/identity/checks/reception.js';
import { flowPatient, lettersOf } from '../../../../scenarios/identity/flow-patients.js';
import { identityFieldsOf } from '../../../../scenarios/identity/people.js';

describe('fields of an identity', () => {
  const person = patient('identity-sheet');
  const fields = identityFieldsOf(person);

  test('case, grouping of the INS and typographic apostrophes are the product’s own', () => {
    const shown = { ...fields, ins: '2 33 02 99 999 911 69', birthFamilyName: 'Essai-Identite' };
    expect(fieldDifferences(fields, shown)).toEqual([]);
    expect(fieldDifferences({ birthFamilyName: "D'HAUT" }, { ...fields, birthFamilyName: 'D’Haut' })).toEqual([]);
  });

  test('hyphens, apostrophes and what is missing are told', () => {
    expect(fieldDifferences(fields, { ...fields, birthFamilyName: 'ESSAI IDENTITE' })).toHaveLength(1);
    expect(fieldDifferences(fields, { ...fields, insOid: '', usedGivenName: '' }).map(({ fr }) => fr)).toEqual([
      'OID : absent',
      'prénom utilisé : absent',
    ]);
  });
});

describe('acknowledgement of an identity message', () => {
  const sent = { message: 'M1', type: 'ADT^A28', outcome: 'answered' };
  const answer = (code: string, acknowledges = 'M1') =>
    checkAcknowledged({ ...sent, acknowledgement: { code, acknowledges, errors: [] } }).verdict;

  test('AA for that message passes; AE, another message or silence fails', () => {
    expect(answer('AA')).toBe('pass');
    expect(answer('AE')).toBe('fail');
    expect(answer('AA', 'M0')).toBe('fail');
    expect(checkAcknowledged({ ...sent, outcome: 'silent' }).verdict).toBe('fail');
  });
});

test('a name cut is a failure up to 54 characters, and a warning beyond', () => {
  const sent = { ...patient('identity-sheet'), birthFamilyName: 'A'.repeat(60) };
  const shown = { ...identityFieldsOf(sent), found: true, birthFamilyName: 'A'.repeat(50) };
  expect(checkNamesKept(sent, shown, 'imposed').map(({ verdict }) => verdict)).toEqual(['fail']);
  expect(checkNamesKept(sent, shown, 'advised').map(({ verdict }) => verdict)).toEqual(['warning']);
});

describe('log of accesses to an INS', () => {
  const made = {
    familyName: 'ESSAI-PREMIER',
    login: 'ps1',
    between: ['2026-01-15T10:00:00Z', '2026-01-15T10:00:02Z'],
  } as const;
  const verdict = (at: string, user = 'ESSAI-PREMIER Camille', before: { at: string; user: string }[] = []) =>
    checkAccessTraced(before, [...before, { at, user }], made).verdict;

  test.each(['2026-01-15T10:00:01Z', '2026-01-15T11:00:01+01:00', '15/01/2026 11:00', '15-01-2026 11h00'])(
    '%s is in time',
    (at) => {
      expect(verdict(at)).toBe('pass');
    },
  );

  test.each(['', '2026-01-15', '15/01/2026', '2026-01-15T08:00:01Z'])('« %s » is not, or has no time', (at) => {
    expect(verdict(at)).toBe('fail');
  });

  test('a line of before, or of somebody else, is not this access', () => {
    const earlier = { at: '2026-01-15T10:00:00Z', user: 'ESSAI-PREMIER Camille' };
    expect(checkAccessTraced([earlier], [earlier], made).verdict).toBe('fail');
    expect(verdict('2026-01-15T10:00:01Z', 'Personne')).toBe('fail');
  });

  test('a log to the minute may write two accesses the same way', () => {
    const earlier = { at: '15/01/2026 11:00', user: 'ps1' };
    expect(checkAccessTraced([earlier], [earlier, earlier], made).verdict).toBe('pass');
  });
});

describe('identity banner', () => {
  const person = patient('identity-banner');
  const mandatory = [
    { label: 'Nom de naissance', value: 'ESSAI-BANDEAU' },
    { label: 'Premier prénom de naissance', value: 'Bérénice' },
    { label: 'Né(e) le', value: '05/10/1941' },
    { label: 'Sexe', value: 'Féminin' },
  ];
  const used = [
    { label: 'Nom utilisé', value: 'ESSAI-BANNIERE' },
    { label: 'Prénom utilisé', value: 'NICETTE' },
  ];

  test('the four traits are asked for, in the words of the product', () => {
    expect(checkMandatory(person, mandatory).verdict).toBe('pass');
    for (const field of mandatory) {
      expect(
        checkMandatory(
          person,
          mandatory.filter((one) => one !== field),
        ).verdict,
        field.label,
      ).toBe('fail');
    }
  });

  test.each([
    ['none', ''],
    ['that of another field', 'Sexe'],
    ['that does not tell birth from use', 'Nom'],
  ])('a label: %s, is ambiguous', (_what, label) => {
    const [, ...others] = mandatory;
    expect(checkLabels(person, [{ label, value: 'ESSAI-BANDEAU' }, ...others, ...used]).verdict).toBe('fail');
    expect(checkLabels(person, [...mandatory, ...used]).verdict).toBe('pass');
  });

  test('a setting without effect is no setting', () => {
    const every = [...mandatory, ...used];
    expect(checkConfigurable(person, { configurable: true, every, fewest: mandatory }).verdict).toBe('pass');
    expect(checkConfigurable(person, { configurable: true, every, fewest: every }).verdict).toBe('fail');
    expect(checkConfigurable(person, { configurable: true, every: mandatory, fewest: [] }).verdict).toBe('fail');
  });
});

describe('printouts', () => {
  const person = patient('identity-print');
  const words = 'Patiente : Essai-Impression Imelda, née le 17.06.1943 (F). INS (NIR) 2 43 06 99999 924 18';

  test('traits, INS and nature are found in the words of the product', () => {
    expect(checkPrintedTraits(person, words).verdict).toBe('pass');
    expect(checkPrintedIns(person, words).verdict).toBe('pass');
  });

  test.each([
    ['birth name', 'Essai-Impression', 'Essai-Papier'],
    ['given name', 'Imelda', 'Imeldamaria'],
    ['birth date', '17.06.1943', '1943'],
    ['sex', '(F)', ''],
  ])('a missing %s is told', (_what, printed, instead) => {
    expect(checkPrintedTraits(person, words.replace(printed, instead)).verdict).toBe('fail');
  });

  test('a number of which a figure is wrong, or without its nature, fails', () => {
    expect(checkPrintedIns(person, words.replace('924 18', '924 19')).verdict).toBe('fail');
    expect(checkPrintedIns(person, words.replace('(NIR)', '')).verdict).toBe('fail');
  });

  test('a scanned picture is for a human', () => {
    expect(checkPrintedTraits(person, undefined).verdict).toBe('review');
    expect(checkPrintedIns(person, undefined).verdict).toBe('review');
    const printouts = { offered: ['birthPlace'], with: undefined, without: undefined } as const;
    expect(checkExtraTraits(person, printouts).verdict).toBe('review');
  });

  test('extra traits come with the setting and go with it; a product without any fails', () => {
    const verdict = (offered: readonly 'usedFamilyName'[], full: string, bare: string) =>
      checkExtraTraits(person, { offered, with: full, without: bare }).verdict;
    expect(verdict(['usedFamilyName'], `${words} ESSAI-PAPIER`, words)).toBe('pass');
    expect(verdict(['usedFamilyName'], words, words)).toBe('fail');
    expect(verdict(['usedFamilyName'], `${words} ESSAI-PAPIER`, `${words} ESSAI-PAPIER`)).toBe('fail');
    expect(verdict([], words, words)).toBe('fail');
  });
});

describe('patients who come by a flow', () => {
  test.each(['r1', '20261121-1830-7f3a', 'banc-9'])('those of run %s have a valid INS of their own', (runKey) => {
    const one = flowPatient(runKey, 'a');
    expect(isValidIns(one.ins)).toBe(true);
    expect(one.ins.slice(1, 5)).toBe(one.birthDate.slice(2, 4) + one.birthDate.slice(5, 7));
    expect(flowPatient(runKey, 'a')).toEqual(one);
    expect(flowPatient(runKey, 'b').ipp).not.toBe(one.ipp);
    expect(flowPatient(`${runKey}x`, 'a').ipp).not.toBe(one.ipp);
  });

  test('a run key becomes letters, so that a name of the run is a name', () => {
    expect(lettersOf('r12-ab')).toBe('RBCAB');
  });
});
