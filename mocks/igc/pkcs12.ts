import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** Password of every PKCS#12 of the bench. */
export const PKCS12_PASSWORD = 'banc';

/**
 * Packs a key and its chain (leaf first) as PKCS#12, DER: AES-256 and HMAC-SHA-256, which Windows (since 2019), Java and
 * OpenSSL 3 read without their legacy mode.
 */
export async function makePkcs12(name: string, keyPem: string, chainPem: string): Promise<Buffer> {
  const password = new TextEncoder().encode(PKCS12_PASSWORD).buffer;
  const certificates = pemBlocks(chainPem).map((der) => pkijs.Certificate.fromBER(der));
  const [keyDer] = pemBlocks(keyPem);
  if (keyDer === undefined) throw new TypeError('no private key in the PEM');
  const localKeyId = crypto.getRandomValues(new Uint8Array(20)).buffer;
  const attributes = () => [
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.20', values: [new asn1js.BmpString({ value: name })] }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.21', values: [new asn1js.OctetString({ valueHex: localKeyId })] }),
  ];
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: pkijs.PrivateKeyInfo.fromBER(keyDer) });
  const encryption = {
    password,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: crypto.getRandomValues(new Uint8Array(16)) },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: 2048,
  };
  await keyBag.makeInternalValues(encryption);
  const contents = (bags: pkijs.SafeBag[], privacyMode: number) => ({
    privacyMode,
    value: new pkijs.SafeContents({ safeBags: bags }),
  });
  const pfx = new pkijs.PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new pkijs.AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            contents(
              [
                new pkijs.SafeBag({
                  bagId: '1.2.840.113549.1.12.10.1.2',
                  bagValue: keyBag,
                  bagAttributes: attributes(),
                }),
              ],
              0,
            ),
            contents(
              certificates.map(
                (certificate, index) =>
                  new pkijs.SafeBag({
                    bagId: '1.2.840.113549.1.12.10.1.3',
                    bagValue: new pkijs.CertBag({ parsedValue: certificate }),
                    ...(index === 0 ? { bagAttributes: attributes() } : {}),
                  }),
              ),
              1,
            ),
          ],
        },
      }),
    },
  });
  await pfx.parsedValue?.authenticatedSafe?.makeInternalValues({ safeContents: [{}, encryption] });
  await pfx.makeInternalValues({
    password,
    iterations: 2048,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return Buffer.from(pfx.toSchema().toBER());
}

function pemBlocks(pem: string): ArrayBuffer[] {
  return [...pem.matchAll(/-----BEGIN [^-]+-----([^-]+)-----END/g)].map(
    ([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')).buffer,
  );
}
