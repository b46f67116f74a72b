/**
 * Namespaces of the DMP's messages, under the prefixes used in XPath expressions, locators and built messages.
 * Source: dmp.md (head of file), WSDL of the "package DMP".
 */
export const NS = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  wsa: 'http://www.w3.org/2005/08/addressing',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  saml2: 'urn:oasis:names:tc:SAML:2.0:assertion',
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  xdsb: 'urn:ihe:iti:xds-b:2007',
  hl7: 'urn:hl7-org:v3',
  gdp: 'asip:ci-sis:gdp:2010',
  xop: 'http://www.w3.org/2004/08/xop/include',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  habilitations: 'urn:si-dmp-habilitations',
  patients: 'urn:si-dmp-patients',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xs: 'http://www.w3.org/2001/XMLSchema',
} as const;

/** A prefix of {@link NS}. */
export type NsPrefix = keyof typeof NS;

/**
 * Namespace declarations to spread into an element's attributes: `declare('rim', 'query')` gives
 * `{'xmlns:rim': …, 'xmlns:query': …}`.
 */
export function declare(...prefixes: NsPrefix[]): Record<string, string> {
  return Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, NS[prefix]]));
}
