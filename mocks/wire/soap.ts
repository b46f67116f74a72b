import { BancError } from './errors.js';
import { declare, NS } from './namespaces.js';
import { present } from './present.js';
import { child, children, readXml, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el, raw, textEl } from './xml-builder.js';

/** Address of `wsa:To` in answers and of `wsa:ReplyTo` in requests. */
export const WSA_ANONYMOUS = 'http://www.w3.org/2005/08/addressing/anonymous';
/** `wsa:Action` of a SOAP fault. */
export const SOAP_FAULT_ACTION = 'http://www.w3.org/2005/08/addressing/soap/fault';
/** `wsa:Action` of a fault about WS-Addressing itself. */
export const WSA_FAULT_ACTION = 'http://www.w3.org/2005/08/addressing/fault';

/** What an envelope says, request or answer. */
export interface SoapEnvelope {
  version: '1.1' | '1.2';
  action?: string;
  messageId?: string;
  /** '' when the element is there but empty, as official samples have it. */
  to?: string;
  /** Address of ReplyTo. */
  replyTo?: string;
  relatesTo?: string;
  /** The VIHF of `wsse:Security`, for {@link readVihf} of vihf.ts. */
  assertion?: XmlNodeData;
  /** First element of the Body, absent when the Body is empty. */
  body?: XmlNodeData;
  bodyQName?: { ns: string; local: string };
  /** What was read although the specification says otherwise, in French. */
  tolerated: string[];
  /** WS-Addressing headers required in a request and absent: `wsa:Action`, `wsa:MessageID`, `wsa:To`. */
  missingHeaders: string[];
}

/** A SOAP fault. */
export interface SoapFault {
  /** `Sender` is the client's mistake, `Receiver` the server's. */
  code: string;
  /** Local name of the subcode: a DMP code such as `DMPInvalidCertificate`, or a WS-Addressing one. */
  subcode?: string;
  reason: string;
  /** Language of the reason. */
  lang?: string;
}

/**
 * Reads an envelope, SOAP 1.2 with WS-Addressing and WS-Security (dmp.md §4). SOAP 1.1 is read too, and noted.
 *
 * @throws BancError BANC_XML_INVALID or BANC_LIMIT (see parseXml); BANC_MESSAGE_INVALID when it is no envelope.
 */
export function readEnvelope(source: Uint8Array | string | XmlNodeData): SoapEnvelope {
  const root = typeof source === 'string' || source instanceof Uint8Array ? readXml(source) : source;
  if (root.local !== 'Envelope' || (root.ns !== NS.soap && root.ns !== NS.soap11)) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      `The message is no SOAP envelope: its root is {${root.ns}}${root.local}. Send a SOAP 1.2 Envelope.`,
    );
  }
  const bodyElement = child(root, root.ns, 'Body');
  if (!bodyElement) throw new BancError('BANC_MESSAGE_INVALID', 'The SOAP envelope has no Body. Send one.');

  const header = child(root, root.ns, 'Header');
  const tolerated: string[] = [];
  if (root.ns === NS.soap11) tolerated.push('Enveloppe SOAP 1.1 au lieu de SOAP 1.2');
  if (bodyElement.children.length > 1) tolerated.push('Plusieurs éléments dans le Body SOAP : seul le premier est lu');

  const security = child(header, NS.wsse, 'Security');
  const body = bodyElement.children[0];
  const read = {
    action: addressing(header, 'Action', tolerated),
    messageId: addressing(header, 'MessageID', tolerated),
    to: addressing(header, 'To', tolerated),
    replyTo: textOf(child(child(header, NS.wsa, 'ReplyTo'), NS.wsa, 'Address')),
    relatesTo: addressing(header, 'RelatesTo', tolerated),
    assertion: child(security, NS.saml2, 'Assertion'),
  };
  if (read.replyTo === undefined && read.relatesTo === undefined) {
    tolerated.push('En-tête wsa:ReplyTo absent : réponse à l’adresse anonyme');
  }
  return {
    version: root.ns === NS.soap ? '1.2' : '1.1',
    ...present(read),
    ...(body ? { body, bodyQName: { ns: body.ns, local: body.local } } : {}),
    tolerated,
    missingHeaders: [
      ...(read.action ? [] : ['wsa:Action']),
      ...(read.messageId ? [] : ['wsa:MessageID']),
      ...(read.to === undefined ? ['wsa:To'] : []),
    ],
  };
}

/** The fault in the Body, undefined when the Body holds something else. SOAP 1.2 and 1.1. */
export function readFault(envelope: SoapEnvelope): SoapFault | undefined {
  const fault = envelope.body;
  if (fault?.local !== 'Fault') return undefined;
  if (fault.ns === NS.soap11) {
    return {
      code: localName(textOf(child(fault, '', 'faultcode')) ?? ''),
      reason: textOf(child(fault, '', 'faultstring')) ?? '',
    };
  }
  if (fault.ns !== NS.soap) return undefined;
  const code = child(fault, NS.soap, 'Code');
  const subcode = textOf(child(child(code, NS.soap, 'Subcode'), NS.soap, 'Value'));
  const text = child(child(fault, NS.soap, 'Reason'), NS.soap, 'Text');
  return {
    code: localName(textOf(child(code, NS.soap, 'Value')) ?? ''),
    reason: textOf(text) ?? '',
    ...present({
      subcode: subcode === undefined ? undefined : localName(subcode),
      lang: text?.attributes['{http://www.w3.org/XML/1998/namespace}lang'],
    }),
  };
}

/** What to put in an envelope. */
export interface EnvelopeParts {
  action: string;
  messageId: string;
  /** '' writes the empty element of official request samples; answers use {@link WSA_ANONYMOUS}. */
  to?: string;
  relatesTo?: string;
  replyTo?: string;
  /** The signed VIHF, put as it is into `wsse:Security`. */
  securityXml?: string;
  /** The Body's element, with its namespace declarations. */
  bodyXml: string;
}

/** Writes a SOAP 1.2 envelope, UTF-8, without XML declaration (dmp.md §4). */
export function buildEnvelope(parts: EnvelopeParts): string {
  const mustUnderstand = parts.relatesTo === undefined ? { 'soap:mustUnderstand': '1' } : {};
  return el(
    'soap:Envelope',
    declare('soap', 'wsa'),
    el(
      'soap:Header',
      {},
      el('wsa:Action', mustUnderstand, parts.action),
      el('wsa:MessageID', {}, parts.messageId),
      textEl('wsa:To', parts.to),
      textEl('wsa:RelatesTo', parts.relatesTo),
      parts.replyTo !== undefined && el('wsa:ReplyTo', mustUnderstand, el('wsa:Address', {}, parts.replyTo)),
      parts.securityXml !== undefined && el('wsse:Security', declare('wsse'), raw(parts.securityXml)),
    ),
    el('soap:Body', {}, raw(parts.bodyXml)),
  ).text;
}

/**
 * Writes a `soap:Fault`, to be the Body's element. A subcode without prefix is a DMP code, written `soap:<code>` as the
 * DMP does (dmp.md §11); `wsa:…` stays as given.
 */
export function buildFault(fault: {
  code: 'Sender' | 'Receiver';
  subcode?: string;
  reason: string;
  lang?: string;
}): string {
  const subcode = fault.subcode?.includes(':') === false ? `soap:${fault.subcode}` : fault.subcode;
  return el(
    'soap:Fault',
    declare('soap', 'wsa'),
    el(
      'soap:Code',
      {},
      el('soap:Value', {}, `soap:${fault.code}`),
      subcode !== undefined && el('soap:Subcode', {}, el('soap:Value', {}, subcode)),
    ),
    el('soap:Reason', {}, el('soap:Text', { 'xml:lang': fault.lang ?? 'fr' }, fault.reason)),
  ).text;
}

function addressing(header: XmlNodeData | undefined, local: string, tolerated: string[]): string | undefined {
  const found = children(header, NS.wsa, local);
  if (found.length > 1) tolerated.push(`En-tête wsa:${local} présent ${found.length} fois : seul le premier est lu`);
  return textOf(found[0]);
}

function localName(qname: string): string {
  return qname.slice(qname.indexOf(':') + 1);
}
