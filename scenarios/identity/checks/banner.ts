import type { Patient } from '../../../fixtures/people.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { BannerField } from '../actions/banner.js';
import { birthDateForms, folded, sexWords } from './spelling.js';

const RULE = { reference: 'REM INS/va1.36', confidence: 'stated' } as const;

const MANDATORY: CheckDeclaration = {
  id: 'identity.banner.mandatory',
  title: text(
    'Les traits obligatoires restent dans le bandeau, quoi qu’on en retire',
    'Mandatory traits stay in the banner, whatever is taken out of it',
  ),
  rule: RULE,
};
const LABELS: CheckDeclaration = {
  id: 'identity.banner.labels',
  title: text(
    'Chaque champ du bandeau a un libellé, qui distingue la naissance de l’usage',
    'Each field of the banner has a label, which tells birth from use',
  ),
  rule: RULE,
};
const CONFIGURABLE: CheckDeclaration = {
  id: 'identity.banner.configurable',
  title: text('Les champs affichés se paramètrent', 'The fields shown are configurable'),
  rule: RULE,
};

const BANNER = text('bandeau d’identité du dossier', 'identity banner of the record');

/** With the fewest fields, those of rule 3 are there all the same. */
export function checkMandatory(person: Patient, fewest: readonly BannerField[]): Finding {
  const missing = mandatoryTraits(person).filter(({ values }) => !fewest.some(({ value }) => isOneOf(value, values)));
  return verify(MANDATORY, missing.length === 0, {
    expected: joinTexts(mandatoryTraits(person).map(({ name }) => name)),
    received:
      missing.length === 0
        ? spelled(fewest)
        : joinTexts([text('sans', 'without'), joinTexts(missing.map(({ name }) => name))], ' '),
    locator: BANNER,
  });
}

/** No field goes without a label, no two share one, and names say whether they are of birth or used. */
export function checkLabels(person: Patient, every: readonly BannerField[]): Finding {
  const labels = every.map(({ label }) => folded(label));
  const names = [
    person.birthFamilyName,
    person.givenNames[0] ?? '',
    person.usualFamilyName ?? '',
    person.usualGivenName ?? '',
  ];
  const wrong = every.filter(({ label, value }) => {
    const read = folded(label);
    const isName = names.some((name) => name !== '' && folded(value) === folded(name));
    return (
      read === '' ||
      labels.filter((one) => one === read).length > 1 ||
      (isName && !/NAISSANCE|UTILISE|USAGE|USUEL/.test(read))
    );
  });
  return verify(LABELS, every.length > 0 && wrong.length === 0, {
    expected: text(
      'des libellés tous différents ; « de naissance » ou « utilisé » pour les noms et prénoms',
      'labels all different; "de naissance" or "utilisé" for names and given names',
    ),
    received: wrong.length === 0 ? spelled(every) : joinTexts([text('ambigu', 'ambiguous'), spelled(wrong)], ' : '),
    locator: BANNER,
  });
}

/** The used names come and go with the setting. */
export function checkConfigurable(
  person: Patient,
  {
    configurable,
    every,
    fewest,
  }: { configurable: boolean; every: readonly BannerField[]; fewest: readonly BannerField[] },
): Finding {
  const used = [person.usualFamilyName ?? '', person.usualGivenName ?? ''];
  const missing = used.filter((name) => !every.some(({ value }) => folded(value) === folded(name)));
  return verify(CONFIGURABLE, configurable && missing.length === 0 && fewest.length < every.length, {
    expected: text(
      `davantage de champs une fois tous choisis, dont ${used.join(' et ')}`,
      `more fields once all are chosen, ${used.join(' and ')} among them`,
    ),
    received: joinTexts(
      [
        text(`au plus : ${spelled(every).fr}`, `at most: ${spelled(every).en}`),
        text(`au moins : ${spelled(fewest).fr}`, `at least: ${spelled(fewest).en}`),
      ],
      ' ; ',
    ),
    locator: BANNER,
  });
}

/** Rule 3: birth name, first given name at birth, birth date and sex, in the words a screen may use. */
function mandatoryTraits({ birthFamilyName, givenNames, birthDate, gender }: Patient): MandatoryTrait[] {
  return [
    { name: text('nom de naissance', 'birth name'), values: [birthFamilyName] },
    {
      name: text('premier prénom de naissance', 'first given name at birth'),
      values: [givenNames[0] ?? '', givenNames.join(' ')],
    },
    { name: text('date de naissance', 'birth date'), values: birthDateForms(birthDate) },
    { name: text('sexe', 'sex'), values: sexWords(gender) },
  ];
}

interface MandatoryTrait {
  name: Text;
  values: readonly string[];
}

function isOneOf(shown: string, values: readonly string[]): boolean {
  return values.some((value) => folded(value) === folded(shown));
}

function spelled(fields: readonly BannerField[]): Text {
  return joinTexts(
    fields.map(({ label, value }) => `${label === '' ? '?' : label} = ${value}`),
    ', ',
    text('aucun champ', 'no field'),
  );
}
