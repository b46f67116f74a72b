import { describe, expect, test } from 'vitest';
import { buildEnvelope, buildFault, readEnvelope, readFault, WSA_ANONYMOUS } from '../../../../mocks/wire/soap.js';
import { readXml } from '../../../../mocks/wire/xml.js';

const REQUEST = {
  action: 'urn:ihe:iti:2007:RegistryStoredQuery',
  messageId: 'urn:uuid:0f6c7a0e-4c34-4f0e-9a55-b2f2f7b0a001',
  to: '',
  replyTo: WSA_ANONYMOUS,
  securityXml: '<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a"/>',
  bodyXml: '<x:ask xmlns:x="urn:x"/>',
};

describe('envelopes', () => {
  test('a request reads back as it was built', () => {
    const envelope = readEnvelope(buildEnvelope(REQUEST));
    expect(envelope).toMatchObject({
      version: '1.2',
      action: REQUEST.action,
      messageId: REQUEST.messageId,
      to: '',
      replyTo: WSA_ANONYMOUS,
      bodyQName: { ns: 'urn:x', local: 'ask' },
      tolerated: [],
      missingHeaders: [],
    });
    expect(envelope.assertion?.attributes['ID']).toBe('_a');
    expect(envelope.relatesTo).toBeUndefined();
  });

  test('an answer carries RelatesTo and needs no ReplyTo', () => {
    const envelope = readEnvelope(
      buildEnvelope({
        action: 'a',
        messageId: 'urn:uuid:2',
        to: WSA_ANONYMOUS,
        relatesTo: 'urn:uuid:1',
        bodyXml: '<ok/>',
      }),
    );
    expect(envelope).toMatchObject({ relatesTo: 'urn:uuid:1', tolerated: [], missingHeaders: [] });
  });

  test('names the addressing headers that are missing, an empty To being present', () => {
    const bare = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><a/></s:Body></s:Envelope>';
    expect(readEnvelope(bare).missingHeaders).toEqual(['wsa:Action', 'wsa:MessageID', 'wsa:To']);
  });

  test('reads SOAP 1.1 and an absent ReplyTo, and says so', () => {
    const xml = buildEnvelope({ ...REQUEST, to: '' }).replaceAll(
      'http://www.w3.org/2003/05/soap-envelope',
      'http://schemas.xmlsoap.org/soap/envelope/',
    );
    expect(readEnvelope(xml)).toMatchObject({ version: '1.1', tolerated: ['Enveloppe SOAP 1.1 au lieu de SOAP 1.2'] });
    const silent = buildEnvelope({ action: 'a', messageId: 'urn:uuid:1', to: '', bodyXml: '<a/>' });
    expect(readEnvelope(silent).tolerated).toEqual(['En-tête wsa:ReplyTo absent : réponse à l’adresse anonyme']);
  });

  test('a header present twice is noted, an empty Body has no element', () => {
    const twice = buildEnvelope(REQUEST).replace('<soap:Body>', '<soap:Body><first/>');
    expect(readEnvelope(twice)).toMatchObject({ bodyQName: { local: 'first' } });
    expect(readEnvelope(twice).tolerated).toHaveLength(1);
    const doubled = buildEnvelope(REQUEST).replace('<wsa:To/>', '<wsa:To/><wsa:To>b</wsa:To>');
    expect(readEnvelope(doubled)).toMatchObject({ to: '' });
    expect(readEnvelope(doubled).tolerated[0]).toContain('wsa:To');
    expect(readEnvelope(buildEnvelope({ ...REQUEST, bodyXml: '' })).body).toBeUndefined();
  });

  test('refuses what is no envelope', () => {
    expect(() => readEnvelope('<a/>')).toThrow(expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }));
    const noBody = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>';
    expect(() => readEnvelope(noBody)).toThrow(expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }));
    expect(() => readEnvelope('<a')).toThrow(expect.objectContaining({ code: 'BANC_XML_INVALID' }));
  });
});

describe('faults', () => {
  test('a fault reads back as it was built', () => {
    const fault = {
      code: 'Sender',
      subcode: 'DMPInvalidCertificate',
      reason: 'Certificat <refusé>',
      lang: 'fr',
    } as const;
    const xml = buildFault(fault);
    expect(xml).toContain('<soap:Value>soap:DMPInvalidCertificate</soap:Value>');
    expect(readFault(readEnvelope(buildEnvelope({ ...REQUEST, bodyXml: xml })))).toEqual(fault);
  });

  test('a subcode with a prefix keeps it, and the prefix is bound', () => {
    const xml = buildFault({ code: 'Sender', subcode: 'wsa:MessageAddressingHeaderRequired', reason: 'x' });
    expect(xml).toContain('<soap:Value>wsa:MessageAddressingHeaderRequired</soap:Value>');
    expect(readXml(xml).local).toBe('Fault');
  });

  test('reads a SOAP 1.1 fault, and nothing where there is none', () => {
    const xml = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>panne</faultstring></s:Fault></s:Body></s:Envelope>`;
    expect(readFault(readEnvelope(xml))).toEqual({ code: 'Server', reason: 'panne' });
    expect(readFault(readEnvelope(buildEnvelope(REQUEST)))).toBeUndefined();
    expect(readFault(readEnvelope(buildEnvelope({ ...REQUEST, bodyXml: '<Fault/>' })))).toBeUndefined();
  });
});
