import { XMLParser } from 'fast-xml-parser';

/** What can be guessed of a SOAP request that is not well formed. For the journal only, never for a verdict. */
export interface SoapGuess {
  /** wsa:Action. */
  action?: string;
  /** NameID of the VIHF. */
  nameId?: string;
  /** resource-id of the VIHF, a CX. */
  resourceId?: string;
}

/** Enough for headers and VIHF; a huge broken body is not worth more. */
const READ_BYTES = 256 * 1024;

/** Values stay text (an INS is no number) and entities are never expanded. */
const PARSER = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
});

/** Reads what it can of a broken message; nothing at all when even that fails. Never throws. */
export function guessSoap(body: Uint8Array): SoapGuess {
  const source = Buffer.from(body.subarray(0, READ_BYTES))
    .toString('utf8')
    .replaceAll(/<!DOCTYPE[^>]*(\[[^\]]*\])?[^>]*>/gi, '');
  // A message cut inside a tag: what stands before is still worth reading.
  const whole = source.slice(0, source.lastIndexOf('>') + 1);
  let tree: unknown;
  try {
    tree = PARSER.parse(whole);
  } catch {
    return {};
  }
  const action = textAt(tree, 'Envelope', 'Header', 'Action');
  const assertion = at(tree, 'Envelope', 'Header', 'Security', 'Assertion');
  const nameId = textAt(assertion, 'Subject', 'NameID');
  const resourceId = attributeOf(assertion, 'urn:oasis:names:tc:xacml:2.0:resource:resource-id');
  return {
    ...(action === undefined ? {} : { action }),
    ...(nameId === undefined ? {} : { nameId }),
    ...(resourceId === undefined ? {} : { resourceId }),
  };
}

function at(node: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined,
    node,
  );
}

function textAt(node: unknown, ...path: string[]): string | undefined {
  const found = at(node, ...path);
  const text = typeof found === 'object' ? at(found, '#text') : found;
  return typeof text === 'string' ? text.trim() : undefined;
}

function attributeOf(assertion: unknown, name: string): string | undefined {
  const attributes = [at(assertion, 'AttributeStatement', 'Attribute')].flat();
  const value = textAt(
    attributes.find((one) => at(one, '@_Name') === name),
    'AttributeValue',
  );
  return value?.replaceAll('&amp;', '&');
}
