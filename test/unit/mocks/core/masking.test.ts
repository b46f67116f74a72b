import { describe, expect, test } from 'vitest';
import { MASK, maskBody, maskMessage } from '../../../../mocks/core/masking.js';

const message = (line: string, ...headers: [string, string][]) => ({ line, headers });

describe('secrets of headers are not written', () => {
  test.each([
    ['Authorization', 'Bearer abc.def', `Bearer ${MASK}`],
    ['Authorization', 'justatoken', MASK],
    ['Proxy-Authorization', 'Basic dTpw', `Basic ${MASK}`],
    ['Cookie', 'sid=s3cret; theme=dark', `sid=${MASK}; theme=${MASK}`],
    ['Set-Cookie', 'sid=s3cret; Path=/; HttpOnly', `sid=${MASK}; Path=/; HttpOnly`],
    ['X-API-KEY', 'k', MASK],
    ['ESANTE-API-KEY', 'k', MASK],
  ])('%s: %s', (name, value, expected) => {
    const { value: safe, masked } = maskMessage(message('GET / HTTP/1.1', [name, value], ['Accept', '*/*']));
    expect(safe.headers).toEqual([
      [name, expected],
      ['Accept', '*/*'],
    ]);
    expect(masked).toEqual([`header ${name.toLowerCase()}`]);
  });

  test('an authorization code in a redirection is masked, the state stays', () => {
    const { value, masked } = maskMessage(
      message('HTTP/1.1 302 Found', ['Location', 'https://dpi/cb?state=s1&code=abc#id_token=x']),
    );
    expect(value.headers[0]?.[1]).toBe(`https://dpi/cb?state=s1&code=${MASK}#id_token=${MASK}`);
    expect(masked).toEqual(['header location code', 'header location id_token']);
  });

  test('tokens in the request line are masked, FHIR search by code is not', () => {
    expect(maskMessage(message('GET /u?access_token=x&a=1 HTTP/1.1')).value.line).toBe(
      `GET /u?access_token=${MASK}&a=1 HTTP/1.1`,
    );
    const search = message('GET /Practitioner?code=10 HTTP/1.1');
    expect(maskMessage(search)).toEqual({ value: search, masked: [] });
  });
});

describe('secrets of bodies are not written', () => {
  const mask = (text: string, type: string) => {
    const { value, masked } = maskBody(Buffer.from(text), type);
    return { text: value.toString(), masked };
  };

  test('fields of a form, however their names are escaped', () => {
    expect(
      mask(
        'grant_type=authorization_code&code=c1&client%5Fsecret=s&redirect_uri=x',
        'application/x-www-form-urlencoded; charset=UTF-8',
      ),
    ).toEqual({
      text: `grant_type=authorization_code&code=${MASK}&client%5Fsecret=${MASK}&redirect_uri=x`,
      masked: ['form code', 'form client_secret'],
    });
  });

  test('members of JSON, at any depth, leaving the rest byte for byte', () => {
    expect(mask('{ "a" : {"password" : "p\\"w é"}, "access_token":12, "nom":"Hélène" }', 'application/json')).toEqual({
      text: `{ "a" : {"password" : "${MASK}"}, "access_token":"${MASK}", "nom":"Hélène" }`,
      masked: ['json password', 'json access_token'],
    });
  });

  test('a JSON string cut by the end of the body is masked to its end', () => {
    expect(mask('{"id_token":"eyJhbGciOi', 'application/json').text).toBe(`{"id_token":"${MASK}"`);
  });

  test('codes of FHIR, XML and SOAP stay as they are', () => {
    const fhir = '{"coding":[{"code":"10"}]}';
    expect(mask(fhir, 'application/fhir+json').text).toBe(fhir);
    expect(mask(fhir, 'application/json').text).toBe(fhir);
    const soap = '<a password="x"><password>y</password></a>';
    expect(mask(soap, 'application/soap+xml')).toEqual({ text: soap, masked: [] });
  });

  test('bytes that are not UTF-8 survive around what is masked', () => {
    const body = Buffer.concat([Buffer.from('nom=\xe9', 'latin1'), Buffer.from('&password=x')]);
    const { value } = maskBody(body, 'application/x-www-form-urlencoded');
    expect(value.subarray(0, 5)).toEqual(body.subarray(0, 5));
  });
});
