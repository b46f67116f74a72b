import { describe, expect, test } from 'vitest';
import { refuseCertificate, refuseOversize } from '../../../../mocks/dmp/refusals.js';
import { DMP_ACTIONS, REFUSED_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { readMtom } from '../../../../mocks/wire/mtom.js';
import { readEnvelope, readFault } from '../../../../mocks/wire/soap.js';
import { buildAdhocQueryRequest } from '../../../../mocks/wire/stored-query.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { contentType, cx, DmpBench, envelope, faultOf, findParameters, INS, READER } from './dmp-bench.js';

const ITI18 = DMP_ACTIONS['iti-18'].request;
const QUERY = buildAdhocQueryRequest({ query: 'FindDocuments', parameters: findParameters() });

describe('SOAP framing of answers', () => {
  test('an answer relates to the request, under the official action', async () => {
    const answer = await new DmpBench().send(envelope(ITI18, QUERY));
    expect(answer.status).toBe(200);
    expect(contentType(answer)).toBe(
      'application/soap+xml; charset=UTF-8; action="urn:ihe:iti:2007:RegistryStoredQueryResponse"',
    );
    expect(readEnvelope(String(answer.body))).toMatchObject({
      action: DMP_ACTIONS['iti-18'].response,
      to: 'http://www.w3.org/2005/08/addressing/anonymous',
      relatesTo: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    });
  });

  test('dialects are answered and told', async () => {
    const soap11 = envelope(ITI18, QUERY)
      .replace('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/')
      .replace(/<wsa:ReplyTo.*<\/wsa:ReplyTo>/, '');
    const answer = await new DmpBench().send(soap11, { contentType: 'text/xml', path: '/DocumentRegistry_Service' });
    expect(answer.status).toBe(200);
    expect(answer.exchange.unexpected).toBeUndefined();
    expect(answer.exchange.tolerated?.join('\n')).toMatch(
      /SOAP 1\.1[^]*ReplyTo absent[^]*Chemin[^]*Content-Type text\/xml[^]*charset[^]*action/,
    );
  });

  test('an official-looking request has nothing to tolerate', async () => {
    const answer = await new DmpBench().send(envelope(ITI18, QUERY), {
      contentType: `application/soap+xml; charset=UTF-8; action="${ITI18}"`,
    });
    expect(answer.exchange.tolerated).toEqual([]);
  });

  test('a request in MTOM is read from its root part', async () => {
    const body = [
      '--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
      'Content-ID: <0.1>\r\n',
      envelope(ITI18, QUERY),
      '--b--',
    ].join('\r\n');
    const answer = await new DmpBench().send(body, {
      contentType: `multipart/related; type="application/xop+xml"; boundary="b"; start="<0.1>"; action="${ITI18}"`,
    });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-1a', tolerated: [] });
  });
});

describe('what the DMP cannot take gets a SOAP fault and is told as unexpected', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`;
  test.each([
    ['nothing', ''],
    ['no XML', 'bonjour'],
    ['truncated XML', envelope(ITI18, QUERY).slice(0, 900)],
    ['two roots', `${envelope(ITI18, QUERY)}<a/>`],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity bomb', bomb],
    ['nesting', '<a>'.repeat(5_000) + '</a>'.repeat(5_000)],
    ['no envelope', '<a/>'],
    ['no body', '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"/>'],
    ['a null character', `<a>\u0000</a>`],
  ])('%s', async (_name, body) => {
    const answer = await new DmpBench().send(body);
    expect(answer.status).toBe(500);
    expect(faultOf(answer)).toMatchObject({ code: 'Sender', lang: 'fr' });
    expect(String(answer.body)).not.toContain('root:');
    expect(answer.exchange.unexpected).toBeDefined();
  });

  test('a multipart body without parts', async () => {
    const answer = await new DmpBench().send('rien', { contentType: 'multipart/related; boundary="b"' });
    expect(faultOf(answer).code).toBe('Sender');
  });

  test('another method than POST', async () => {
    const answer = await new DmpBench().send('', { method: 'GET' });
    expect(answer.status).toBe(405);
    expect(faultOf(answer).reason).toContain('POST');
  });

  test.each(['wsa:Action', 'wsa:MessageID', 'wsa:To'])('a request without %s', async (header) => {
    const name = header.slice(4);
    const xml = envelope(ITI18, QUERY).replace(new RegExp(`<wsa:${name}(/>|[^e].*?</wsa:${name}>)`), '');
    const fault = faultOf(await new DmpBench().send(xml));
    expect(fault).toMatchObject({ code: 'Sender', subcode: 'MessageAddressingHeaderRequired' });
    expect(fault.reason).toContain('A required header representing a Message Addressing Property is not present');
    expect(fault.reason).toContain(header);
    expect(fault.envelope.action).toBe('http://www.w3.org/2005/08/addressing/fault');
  });

  test('an unknown action, told as the transaction its body looks like', async () => {
    const answer = await new DmpBench().send(envelope('urn:ihe:iti:2007:Autre', QUERY));
    expect(faultOf(answer)).toMatchObject({ subcode: 'ActionNotSupported' });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-1a', unexpected: /Action inconnue/ });
    expect(answer.exchange.keys).toMatchObject({ patient: INS, user: READER });
  });

  test('an action whose body is another transaction', async () => {
    const answer = await new DmpBench().send(envelope(DMP_ACTIONS['iti-43'].request, QUERY));
    expect(faultOf(answer)).toMatchObject({ subcode: 'ActionMismatch' });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-2' });
  });

  test.each<[string, string, string, RegExp]>([
    ['td0-5', DMP_ACTIONS['td0-5'].request, 'ActionNotSupported', /le banc ne la joue pas/],
    ['td1-1', 'urn:hl7-org:v3:PRPA_IN201311UV02', 'DMPAccessDeniedByRightsService', /TD0\.2/],
    ['iti-62', REFUSED_ACTIONS['iti-62'], 'ActionNotSupported', /TD3\.3c, ITI-57/],
    ['iti-86', REFUSED_ACTIONS['iti-86'], 'ActionNotSupported', /TD3\.3c, ITI-57/],
    ['iti-92', REFUSED_ACTIONS['iti-92'], 'ActionNotSupported', /ITI-57 \(TD3\.3a, TD3\.3b\)/],
    ['iti-42', REFUSED_ACTIONS['iti-42'], 'ActionNotSupported', /ITI-41 \(TD2\.1\)/],
  ])(
    '%s, which the mock does not play: the refusal says what to use',
    async (transaction, action, subcode, instead) => {
      const answer = await new DmpBench().send(envelope(action, '<a xmlns="urn:x"/>'));
      expect(faultOf(answer)).toMatchObject({ code: 'Sender', subcode, reason: /refusée/ });
      expect(faultOf(answer).reason).toMatch(instead);
      expect(answer.exchange).toMatchObject({ transaction, unexpected: /refusée/ });
    },
  );

  test('no VIHF', async () => {
    const xml = envelope(ITI18, QUERY).replace(/<wsse:Security.*<\/wsse:Security>/, '');
    const answer = await new DmpBench().send(xml);
    expect(faultOf(answer)).toMatchObject({ code: 'Sender', subcode: 'DMPAuthenticationError' });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-1a', unexpected: /VIHF absent/ });
  });

  test.each<[string, Partial<VihfClaims>, RegExp]>([
    ['user', { nameId: '' }, /NameID/],
    ['structure', { structureId: '' }, /Structure introuvable/],
    ['mode', { authenticationMode: 'FORTE' as 'DIRECTE' }, /Authentification_mode inconnu/],
    ['role', { roles: [] }, /Rôle/],
    ['speciality of a physician', { roles: [{ code: '10', scheme: '', label: '' }] }, /Aucune spécialité/],
    ['patient', { resourceId: '' }, /Patient/],
  ])('a VIHF without %s', async (_name, vihf, reason) => {
    const answer = await new DmpBench().send(envelope(ITI18, QUERY, vihf));
    expect(faultOf(answer)).toMatchObject({ subcode: 'DMPAuthenticationError', reason });
  });

  test('a refused client certificate, with what the real DMP would have done', () => {
    const tls = { authorized: false, refusal: 'certificat client révoqué' };
    const answer = refuseCertificate({ tls } as Parameters<typeof refuseCertificate>[0]);
    expect(answer.status).toBe(403);
    expect(faultOf(answer)).toMatchObject({ subcode: 'DMPInvalidCertificate', reason: /révoqué/ });
    expect(tls.refusal).toMatch(/révoqué.*coupe ici la poignée de main/);
  });

  test('a body over the limit', () => {
    expect(refuseOversize(10).status).toBe(413);
    expect(faultOf(refuseOversize(10)).code).toBe('Sender');
  });
});

describe('faults on demand', () => {
  test('soap-fault, once, for the patient it names', async () => {
    const bench = new DmpBench();
    bench.faults.add({
      service: 'dmp',
      transaction: 'td3-1a',
      keys: { patient: INS },
      times: 1,
      fault: { kind: 'soap-fault', code: 'DMPInvalidCertificate', message: 'Certificat refusé' },
    });
    const answer = await bench.send(envelope(ITI18, QUERY));
    expect(answer.status).toBe(500);
    expect(faultOf(answer)).toMatchObject({ subcode: 'DMPInvalidCertificate', reason: 'Certificat refusé' });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-1a', fault: { kind: 'soap-fault' } });
    expect(answer.exchange.unexpected).toBeUndefined();
    expect((await bench.find()).status).toMatch(/Success$/);
  });

  test('unavailable: no SOAP, and nothing is done', async () => {
    const bench = new DmpBench();
    bench.faults.add({ service: 'dmp', transaction: 'td3-1a', times: 1, fault: { kind: 'unavailable' } });
    const answer = await bench.send(envelope(ITI18, QUERY));
    expect(answer).toMatchObject({ status: 503, body: 'Service indisponible' });
    expect(answer.exchange).toMatchObject({ transaction: 'td3-1a', fault: { kind: 'unavailable' } });
  });

  test.each([
    ['DMPAuthorizationNotFound', 'DMPAuthorizationNotFound'],
    [undefined, 'XDSRegistryBusy'],
  ])('registry-error %s', async (code, expected) => {
    const bench = new DmpBench();
    const fault = { kind: 'registry-error', ...(code ? { code } : {}) };
    bench.faults.add({ service: 'dmp', times: 0, fault });
    expect((await bench.find()).errors).toEqual([expected]);
    expect((await bench.retrieve(['U1'])).errors).toMatchObject([{ code: expected }]);
  });

  test('relates-to-mismatch', async () => {
    const bench = new DmpBench();
    bench.faults.add({ service: 'dmp', times: 1, fault: { kind: 'relates-to-mismatch' } });
    const { answer } = await bench.find();
    const { relatesTo } = readEnvelope(String(answer.body));
    expect(relatesTo).toMatch(/^urn:uuid:/);
    expect(relatesTo).not.toBe('urn:uuid:00000000-0000-4000-8000-000000000001');
  });

  test('wrong-cid waits for an MTOM answer, and names a part that is not there', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    bench.faults.add({ service: 'dmp', times: 1, fault: { kind: 'wrong-cid' } });
    expect((await bench.find()).status).toMatch(/Success$/);
    await expect(bench.retrieve(['U1'])).rejects.toThrow(/Content-ID/);
    expect((await bench.retrieve(['U1'])).documents).toHaveLength(1);
  });

  test('truncated-mtom has no end', async () => {
    const bench = new DmpBench();
    bench.feed({ uniqueId: 'U1' });
    bench.faults.add({ service: 'dmp', times: 1, fault: { kind: 'truncated-mtom' } });
    await expect(bench.retrieve(['U1'])).rejects.toThrow(/closing boundary/);
  });

  test('a SOAP fault of TD3.2 comes in MTOM like its answers', async () => {
    const bench = new DmpBench();
    bench.faults.add({ service: 'dmp', times: 1, fault: { kind: 'soap-fault' } });
    const answer = await bench.send(
      envelope(
        DMP_ACTIONS['iti-43'].request,
        '<RetrieveDocumentSetRequest xmlns="urn:ihe:iti:xds-b:2007"><DocumentRequest/></RetrieveDocumentSetRequest>',
      ),
    );
    const { root } = await readMtom(contentType(answer), Buffer.from(answer.body));
    expect(readFault(readEnvelope(root))).toMatchObject({ code: 'Receiver' });
  });

  test('a fault for another patient is left alone', async () => {
    const bench = new DmpBench();
    bench.faults.add({ service: 'dmp', keys: { patient: 'x' }, times: 1, fault: { kind: 'soap-fault' } });
    expect((await bench.find([], { resourceId: cx(INS) })).status).toMatch(/Success$/);
    expect(bench.faults.list()).toHaveLength(1);
  });
});
