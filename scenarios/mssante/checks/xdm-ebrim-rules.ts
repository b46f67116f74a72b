import { NS } from '../../../mocks/wire/namespaces.js';
import { at, children, type XmlNodeData } from '../../../mocks/wire/xml.js';
import { type Breach, remarked } from '../../cda/index.js';
import { type Text, text } from '../../harness/index.js';

const OBJECT_ORDER = ['Slot', 'Name', 'Description', 'VersionInfo', 'Classification', 'ExternalIdentifier'];
const JUDGED = ['RegistryPackage', 'ExtrinsicObject', 'Association', 'Classification', 'ExternalIdentifier'];
const PARENT_ATTRIBUTES = { Classification: 'classifiedObject', ExternalIdentifier: 'registryObject' } as const;

/** A place where rim.xsd is not followed. */
interface Fault {
  said: Text;
  where: string;
}

/** Objects of `rim:RegistryObjectList`, whatever their kind. */
function objectsOf(root: XmlNodeData): XmlNodeData[] {
  return at(root, NS.rim, 'RegistryObjectList')?.children ?? [];
}

/**
 * X09 of mssante.md §10: classifiedObject and registryObject name the object that carries them. The official archives
 * themselves do not (§4.3), so it is only told: how many, and the first with both values.
 */
export function parentBreaches(root: XmlNodeData): Breach[] {
  return objectsOf(root).flatMap((object) =>
    (['Classification', 'ExternalIdentifier'] as const).flatMap((kind) => {
      const attribute = PARENT_ATTRIBUTES[kind];
      const id = object.attributes['id'] ?? '';
      const all = children(object, NS.rim, kind);
      const wrong = all.filter((node) => node.attributes[attribute] !== id);
      const [first] = wrong;
      if (!first) return [];
      const named = first.attributes[attribute] ?? '';
      return [
        remarked(
          text(
            `${wrong.length} ${kind} sur ${all.length} : ${attribute} « ${named} » au lieu de « ${id} »`,
            `${wrong.length} ${kind} of ${all.length}: ${attribute} "${named}" instead of "${id}"`,
          ),
          `${object.local}/${kind}[${all.indexOf(first) + 1}]/@${attribute}`,
        ),
      ];
    }),
  );
}

/**
 * X11 of mssante.md §10: children in the order of rim.xsd 3.0, mandatory attributes there. Told, with the first place:
 * the official archives put Name before Slot in eventCodeList (§4.3).
 */
export function schemaBreaches(root: XmlNodeData): Breach[] {
  const faults = objectsOf(root).flatMap((object) => [
    ...schemaFaults(object, object.local),
    ...object.children.flatMap((node) => schemaFaults(node, `${object.local}/${node.local}`)),
  ]);
  const [first] = faults;
  if (!first) return [];
  return [
    remarked(
      text(
        `schéma ebRIM non respecté à ${faults.length} endroit(s), d’abord ${first.said.fr}`,
        `ebRIM schema not followed in ${faults.length} place(s), first ${first.said.en}`,
      ),
      first.where,
    ),
  ];
}

function schemaFaults(node: XmlNodeData, where: string): Fault[] {
  if (!JUDGED.includes(node.local)) return [];
  const ranks = node.children.map(({ local }) => OBJECT_ORDER.indexOf(local));
  const misplaced = node.children.find((_child, index) => (ranks[index] ?? 0) < (ranks[index - 1] ?? 0));
  const missing = mandatoryAttributes(node).filter((name) => node.attributes[name] === undefined);
  const said = [
    ...(misplaced ? [text(`${misplaced.local} trop tard`, `${misplaced.local} too late`)] : []),
    ...missing.map((name) => text(`${name} absent`, `${name} missing`)),
  ];
  return said.map((one) => ({ said: one, where: `line ${node.line}: ${where}` }));
}

function mandatoryAttributes({ local }: XmlNodeData): string[] {
  const own: Readonly<Record<string, string[]>> = {
    Association: ['associationType', 'sourceObject', 'targetObject'],
    Classification: ['classifiedObject'],
    ExternalIdentifier: ['registryObject', 'identificationScheme', 'value'],
  };
  return ['id', ...(own[local] ?? [])];
}
