import { describe, expect, test } from 'vitest';
import { hl7File } from '../../../../scenarios/hl7/captured-message.js';
import { becauseOfHl7, HL7_SAMPLES, hl7Sample, NO_HL7_SAMPLES } from '../../mocks/wire/hl7v2-samples.js';
import { troubles } from './verdicts.js';

const judge = async (strict: boolean, ...words: string[]) =>
  troubles(await hl7File.judge(hl7Sample(...words), { settings: {}, strict }));

/** Files kept in Git end their lines by LF. */
const LF = { 'hl7.document.header': 'warning segments terminés par LF au lieu de CR (lu quand même)' };
const LABELS = /libellé du rôle absent au lieu de « Send by »/;

describe.skipIf(NO_HL7_SAMPLES !== undefined)(becauseOfHl7('what official messages of V2.1 do wrong (§11)'), () => {
  test('MDM, N1, short: labels of PRT-4, a space in the authority, PRT-15.2, no real document', async () => {
    const found = await judge(false, 'V2.1', 'MDM', 'INIT_N1.er7');
    expect(found).toMatchObject(LF);
    expect(found['hl7.document.participants']).toMatch(/^warning .*libellé du rôle.*espace dans.*PRT-15\.2 « NET »/);
    expect(found['hl7.document.content']).toMatch(/^fail le contenu n’est pas un CDA lisible/);
    expect(Object.keys(found).toSorted()).toEqual([
      'hl7.document.content',
      'hl7.document.header',
      'hl7.document.identity',
      'hl7.document.participants',
      // Values of the metadata outside the matrix.
      'hl7.document.targets',
    ]);
  });

  test('MDM, N1: the same, no-break spaces after the FINESS, TXA-12.2; its CDA has no setId', async () => {
    const found = await judge(false, 'V2.1', 'MDM', 'INIT_N1_Base64');
    expect(found['hl7.document.participants']).toMatch(/^warning .*blancs autour de PRT-8\.10/);
    expect(found['hl7.document.fields']).toBe('warning TXA-12.2 rempli : « Organisation-Y »');
    expect(found['cda.structure']).toBe('fail setId : 0 au lieu de 1');
    expect(found['cda.patient']).toMatch(/^fail nom de famille absent, ou sans qualifier BR ou CL/);
    expect(Object.keys(found).filter((id) => id.startsWith('hl7') && found[id]?.startsWith('fail'))).toEqual([]);
  });

  test('ORU, N3: FINESS of ten characters, mail cut, INS of twenty digits, an identifier of the CDA not in PID-3', async () => {
    const found = await judge(false, 'ORU', 'INIT_N3_SEGUR');
    expect(found['hl7.document.participants']).toMatch(LABELS);
    expect(found['hl7.document.participants']).toMatch(/OID en PRT-5\.9\.1.*« 27707279035121518989 »/);
    expect(found['hl7.document.metadata']).toBe('warning CORPSMAIL_PS : base64 tronqué');
    expect(found['hl7.document.vihf']).toMatch(/^warning « 1120459876 » : 9 caractères attendus/);
    expect(found['hl7.document.identity']).toMatch(/^fail 1234567890121 .* du CDA absent de PID-3/);
    expect(Object.keys(found).filter((id) => id.startsWith('hl7') && found[id]?.startsWith('fail'))).toEqual([
      'hl7.document.identity',
    ]);
  });

  test('ORU, N1 and N3: two documents', async () => {
    const found = await judge(false, 'V2.1', 'ORU', 'INIT_N1_N3');
    expect(found['hl7.document.structure']).toBe('warning 2 documents dans le message, hors Ségur');
  });

  test('LPS: TXA-12.2, labels; base64 without its padding, CDA without setId', async () => {
    const short = await judge(false, 'V1.1', 'INIT_N1.er7');
    expect(short['hl7.lps.structure']).toBe('warning TXA-12.2 rempli : « Organisation-Y »');
    expect(short['hl7.lps.document']).toMatch(/^fail le contenu n’est pas un CDA/);
    const whole = await judge(false, 'V1.1', 'INIT_N1_Base64');
    expect(whole['hl7.lps.mail']).toMatch(LABELS);
    expect(whole['hl7.lps.document']).toMatch(/^warning base64 sans son remplissage/);
    expect(whole['cda.structure']).toBe('fail setId : 0 au lieu de 1');
  });

  test('read strictly, these warnings are failures', async () => {
    const found = await judge(true, 'V2.1', 'MDM', 'INIT_N1_Base64');
    expect(found).toMatchObject({
      'hl7.document.participants': expect.stringMatching(/^fail/) as string,
      'hl7.document.fields': expect.stringMatching(/^fail/) as string,
      // A tool's line ends and what is only advised stay warnings.
      'hl7.document.header': expect.stringMatching(/^warning/) as string,
      'hl7.document.targets': expect.stringMatching(/^warning/) as string,
    });
  });

  test('those of V2.0 and V1.0 say first that they follow an older volet', async () => {
    for (const name of HL7_SAMPLES.filter((one) => /V2\.0.*INIT|V1\.0.*INIT/.test(one))) {
      const found = await judge(false, name);
      const header = found['hl7.document.header'] ?? found['hl7.lps.header'];
      expect([name, header]).toEqual([name, expect.stringMatching(/^fail le message suit [12]\.0\^/)]);
    }
  });

  test('acknowledgements and admissions are conform, but the ZBE of the discharge', async () => {
    for (const name of HL7_SAMPLES.filter((one) => /ack\.|SGL|Consentement_DMP/.test(one))) {
      const failed = Object.entries(await judge(false, name)).filter(([, told]) => told.startsWith('fail'));
      const expected = name.includes('sortie')
        ? [['hl7.admission.movement', 'fail INSERT en ZBE-5 : le segment est décalé d’un champ']]
        : [];
      expect([name, failed]).toEqual([name, expected]);
    }
  });
});
