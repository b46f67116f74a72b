import { type Coding, modernSystem } from './annuaire-systems.js';
import type { AnnuaireCommon, AnnuaireMailbox } from './fhir-annuaire-types.js';
import { codingsOf, extensionsNamed, itemsOf, type JsonObject, objectOf, textOf } from './fhir-json.js';
import { present } from './present.js';

/** What every resource has. */
export function common(resource: JsonObject): AnnuaireCommon {
  const meta = objectOf(resource.meta);
  return {
    id: textOf(resource.id) ?? '',
    ...present({ versionId: textOf(meta.versionId), lastUpdated: textOf(meta.lastUpdated) }),
    active: resource.active !== false && resource.status !== 'inactive',
    identifiers: itemsOf(resource.identifier).flatMap(({ type, system, value }) => {
      const text = textOf(value);
      const [coding] = codingsOf(type);
      const known = present({ type: coding?.code, system: modernSystem(textOf(system)) });
      return text === undefined ? [] : [{ ...known, value: text }];
    }),
  };
}

/** MSSanté boxes of `telecom`: an e-mail that carries the annuaire's extension; other e-mails are no boxes. */
export function mailboxesOf(resource: JsonObject): AnnuaireMailbox[] {
  return itemsOf(resource.telecom).flatMap((telecom) => {
    const address = textOf(telecom.value);
    const [metadata] = extensionsNamed(telecom, 'as-ext-mailbox-mss-metadata');
    const isMailbox =
      metadata !== undefined ||
      extensionsNamed(telecom, 'fr-core-contact-point-email-type').some(
        ({ valueCoding }) => objectOf(valueCoding).code === 'MSSANTE',
      );
    if (address === undefined || !isMailbox) return [];
    const part = (name: string) => extensionsNamed(metadata ?? {}, name)[0];
    return [
      {
        address,
        ...present({
          type: codingsOf(part('type')?.valueCodeableConcept)[0]?.code,
          service: textOf(part('service')?.valueString),
          description: textOf(part('description')?.valueString),
        }),
        redList: part('listeRouge')?.valueBoolean === true,
      },
    ];
  });
}

/** Value of the identifier of a type. */
export function valueOf({ identifiers }: AnnuaireCommon, type: string): string | undefined {
  return identifiers.find((identifier) => identifier.type === type)?.value;
}

/** A coding under the system it has today. */
export function modern(coding: Coding): Coding {
  const system = modernSystem(coding.system);
  return system === undefined ? coding : { ...coding, system };
}
