import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { withXml } from '../../mocks/wire/xml.js';
import { type CheckDeclaration, type Finding, text } from '../harness/index.js';
import { broken, judgement } from './checks/breach.js';

/** An error of validity, with its line in the document. */
export interface XsdError {
  line: number;
  message: string;
}

/** A compiled CDA schema; give it back with dispose. */
export interface CdaSchema {
  /** Errors of a document the schema refuses, none when it is valid. */
  validate(bytes: Uint8Array): XsdError[];
  dispose(): void;
}

const XSD: CheckDeclaration = {
  id: 'cda.xsd',
  title: text('Le CDA est valide selon CDA_extended.xsd', 'The CDA is valid against CDA_extended.xsd'),
  rule: { reference: 'CI-SIS, schéma CDA_extended.xsd', confidence: 'stated' },
};

const OPTIONS: ParseOption =
  ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;

let providersReady = false;

/** Compiles CDA_extended.xsd with what it includes, about 0.6 s: keep it for several documents. Never goes online. */
export function loadCdaSchema(xsdPath: string): CdaSchema {
  if (!providersReady) providersReady = xmlRegisterFsInputProviders();
  using source = XmlDocument.fromBuffer(readFileSync(xsdPath), { url: xsdPath, option: OPTIONS });
  const validator = XsdValidator.fromDoc(source);
  return {
    validate: (bytes) => validate(validator, bytes),
    dispose: () => validator.dispose(),
  };
}

/**
 * The document is valid against the schema; a self-presenting one is judged without its stylesheet.
 * @throws BancError BANC_XML_INVALID or BANC_LIMIT when it does not parse.
 */
export function checkCdaXsd(bytes: Uint8Array, schema: CdaSchema): Finding {
  return judgement(XSD, {
    expected: text('valide', 'valid'),
    breaches: schema.validate(bytes).map(({ line, message }) => broken(text(message, message), `line ${line}`)),
    found: text('valide', 'valid'),
  });
}

function validate(validator: XsdValidator, bytes: Uint8Array): XsdError[] {
  // The strict reader refuses DTD and bombs before the schema sees anything.
  const wrapped = withXml(
    bytes,
    (doc) => (doc.root.local === 'ClinicalDocument' ? undefined : doc.fragment('//hl7:ClinicalDocument')),
    { maxBytes: 96 * 1024 * 1024 },
  );
  using document = XmlDocument.fromBuffer(wrapped === undefined ? bytes : Buffer.from(wrapped), { option: OPTIONS });
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ line, message }) => ({ line, message: message.trim() }));
  }
}
