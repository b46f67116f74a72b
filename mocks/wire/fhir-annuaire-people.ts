import { NOS } from './annuaire-systems.js';
import { common, mailboxesOf, modern, valueOf } from './fhir-annuaire-facts.js';
import type { AnnuairePractitioner, AnnuairePractitionerRole } from './fhir-annuaire-types.js';
import {
  codingsOf,
  extensionsNamed,
  itemsOf,
  type JsonObject,
  objectOf,
  referencedId,
  textOf,
  textsOf,
} from './fhir-json.js';
import { present } from './present.js';

/** Reads a Practitioner (annuaire.md §2.1). */
export function practitioner(resource: JsonObject): AnnuairePractitioner {
  const base = common(resource);
  const names = itemsOf(resource.name);
  const name = names.find(({ family }) => textOf(family) !== undefined) ?? names[0] ?? {};
  const qualifications = itemsOf(resource.qualification).map(({ code }) => codingsOf(code).map(modern));
  const typed = (terminology: string) =>
    qualifications.flatMap((codings) => {
      const type = codings.find(({ system }) => system === terminology);
      const coding = codings.find(({ system }) => system !== terminology);
      return type && coding ? [{ type: type.code, coding }] : [];
    });
  const profession = qualifications.flat().find(({ system }) => PROFESSIONS.has(system ?? ''));
  return {
    type: 'Practitioner',
    ...base,
    ...present({
      rpps: valueOf(base, 'RPPS'),
      idNatPs: valueOf(base, 'IDNPS'),
      civility: textOf(name.prefix),
      exerciseCivility: textOf(name.suffix),
      familyName: textOf(name.family),
      profession,
      category: qualifications.flat().find(({ system }) => system === NOS.R09)?.code,
    }),
    givenNames: textsOf(name.given),
    specialties: typed(NOS.R04),
    diplomas: typed(NOS.R14),
    mailboxes: mailboxesOf(resource),
    smartcards: extensionsNamed(resource, 'as-ext-smartcard').map(smartcard),
  };
}

const PROFESSIONS: ReadonlySet<string> = new Set([NOS.G15, NOS.R94, NOS.R95]);

function smartcard(extension: JsonObject): AnnuairePractitioner['smartcards'][number] {
  const [type] = extensionsNamed(extension, 'type');
  const [number] = extensionsNamed(extension, 'number');
  const [period] = extensionsNamed(extension, 'period');
  const { start, end } = objectOf(period?.valuePeriod);
  return {
    type: codingsOf(type?.valueCodeableConcept)[0]?.code ?? '',
    number: textOf(number?.valueString) ?? '',
    ...present({ start: textOf(start), end: textOf(end) }),
  };
}

/** Reads a PractitionerRole (annuaire.md §2.2). */
export function practitionerRole(resource: JsonObject): AnnuairePractitionerRole {
  return {
    type: 'PractitionerRole',
    ...common(resource),
    ...present({
      practitionerId: referencedId(resource.practitioner),
      organizationId: referencedId(resource.organization),
    }),
    codes: codingsOf(resource.code).map(modern),
    mailboxes: mailboxesOf(resource),
  };
}

/** What a role of before 2023 says of its professional, as a Practitioner says it. */
export function asPractitioner(role: JsonObject): JsonObject {
  const [name] = extensionsNamed(role, 'practitionerRole-name');
  return { name: name?.valueHumanName, qualification: itemsOf(role.code).map((code) => ({ code })) };
}
