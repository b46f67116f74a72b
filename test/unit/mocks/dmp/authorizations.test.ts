import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import {
  type AuthorizationMode,
  buildListAuthorizations,
  buildListAuthorizationsResponse,
  buildSetAuthorization,
  buildSetAuthorizationResponse,
  readListAuthorizationsResponse,
  readSetAuthorization,
  readSetAuthorizationResponse,
  type SetAuthorizationRequest,
} from '../../../../mocks/wire/si-dmp-habilitations.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { because, NO_SAMPLES, schemaPath } from '../wire/samples.js';
import { COLLEAGUE, cx, DmpBench, envelope, faultOf, INS, OTHER_INS, READER } from './dmp-bench.js';

const DAY_MINUTES = 24 * 60;
const NURSE: Partial<VihfClaims> = {
  nameId: '899790000618',
  roles: [{ code: '60', scheme: '1.2.250.1.71.1.2.7', label: 'Infirmier' }],
};

async function send(bench: DmpBench, request: SetAuthorizationRequest, vihf: Partial<VihfClaims> = {}) {
  const answer = await bench.send(envelope(DMP_ACTIONS['td0-3'].request, buildSetAuthorization(request), vihf));
  const { body } = readEnvelope(String(answer.body));
  if (!body) throw new Error('empty answer');
  return { ...readSetAuthorizationResponse(body), exchange: answer.exchange };
}

async function list(bench: DmpBench, mode?: AuthorizationMode, vihf: Partial<VihfClaims> = {}) {
  const answer = await bench.send(envelope(DMP_ACTIONS['td1-6'].request, buildListAuthorizations(mode), vihf));
  const { body } = readEnvelope(String(answer.body));
  if (!body) throw new Error('empty answer');
  return readListAuthorizationsResponse(body);
}

function stateOf(bench: DmpBench, professional = READER): string {
  const { records } = bench.state;
  return records.authorization(records.get(INS), professional).state;
}

/** A bench where nobody is authorised yet. */
function closedToAll(): DmpBench {
  const bench = new DmpBench();
  bench.state.records.setDefaultAuthorization('none');
  return bench;
}

describe('TD0.3, a professional sets their own authorisation', () => {
  test('AJOUT authorises the professional of the VIHF, on the patient of the VIHF, and nobody else', async () => {
    const bench = closedToAll();
    const answer = await send(bench, { action: 'AJOUT' });
    expect(answer).toMatchObject({ status: 'DMPOk' });
    expect(answer.context).toBeUndefined();
    expect([stateOf(bench), stateOf(bench, COLLEAGUE)]).toEqual(['valid', 'none']);
    expect(answer.exchange).toMatchObject({
      transaction: 'td0-3',
      keys: { patient: INS, user: READER, action: 'AJOUT' },
      summary: `TD0.3 AJOUT patient ${INS} : accepté`,
    });
  });

  test('asking twice is harmless and said in the context, as removing what is not there', async () => {
    const bench = closedToAll();
    await send(bench, { action: 'AJOUT' });
    const second = await send(bench, { action: 'AJOUT' });
    expect(second.status).toBe('DMPOk');
    expect(second.context).toContain('déjà');
    expect(await send(bench, { action: 'SUPPRESSION' })).toMatchObject({ status: 'DMPOk' });
    expect(stateOf(bench)).toBe('none');
    const again = await send(bench, { action: 'SUPPRESSION' });
    expect(again.status).toBe('DMPOk');
    expect(again.context).toContain('Aucune autorisation');
  });

  test('the médecin traitant gives the role back and stays authorised', async () => {
    const bench = closedToAll();
    await send(bench, { action: 'AJOUT', role: 'MEDECIN_TRAITANT' });
    expect((await list(bench)).authorizations).toMatchObject([{ specificRights: ['MEDECIN_TRAITANT'] }]);
    await send(bench, { action: 'SUPPRESSION', role: 'MEDECIN_TRAITANT' });
    expect((await list(bench)).authorizations).toMatchObject([{ nationalId: READER, specificRights: [] }]);
  });

  test.each<[string, SetAuthorizationRequest, Partial<VihfClaims>]>([
    ['a structure’s certificate', { action: 'AJOUT' }, { authenticationMode: 'INDIRECTE' }],
    [
      'regulation',
      { action: 'AJOUT' },
      { purposeOfUse: { code: 'centre_15', scheme: '1.2.250.1.213.1.1.4.248', label: 'Centre 15' } },
    ],
    ['a nurse as médecin traitant', { action: 'AJOUT', role: 'MEDECIN_TRAITANT' }, NURSE],
    ['who is no médecin traitant', { action: 'SUPPRESSION', role: 'MEDECIN_TRAITANT' }, {}],
  ])('is refused to %s', async (_, request, vihf) => {
    expect((await send(closedToAll(), request, vihf)).status).toBe('DMPAccessDeniedByRightsService');
  });

  test('is refused on a closed DMP, to a blocked professional, and where there is no DMP', async () => {
    const bench = closedToAll();
    bench.state.records.setAuthorization(INS, READER, 'forbidden');
    expect((await send(bench, { action: 'AJOUT' })).status).toBe('DMPAccessForbidden');
    bench.state.records.get(INS).status = 'closed';
    expect((await send(bench, { action: 'AJOUT' })).status).toBe('DMPClosed');
    bench.state.records.get(INS).status = 'none';
    expect((await send(bench, { action: 'AJOUT' })).status).toBe('XDSUnknownPatientId');
    expect((await send(bench, { action: 'AJOUT' }, { resourceId: cx('100000000000000') })).status).toBe(
      'XDSUnknownPatientId',
    );
  });

  test('an authorisation expires six months after its last use, and a new AJOUT starts it again', async () => {
    const bench = closedToAll();
    await send(bench, { action: 'AJOUT' });
    bench.pass(150 * DAY_MINUTES);
    await bench.find();
    bench.pass(150 * DAY_MINUTES);
    expect(stateOf(bench)).toBe('valid');
    bench.pass(40 * DAY_MINUTES);
    expect(stateOf(bench)).toBe('expired');
    await send(bench, { action: 'AJOUT' });
    expect(stateOf(bench)).toBe('valid');
  });

  test.each(['<action>DETRUIRE</action>', '', '<action>AJOUT</action><role>AUTRE</role>'])(
    'a value the WSDL has not is a fault: %s',
    async (content) => {
      const bodyXml = `<setAuthorization xmlns="urn:si-dmp-habilitations">${content}</setAuthorization>`;
      const answer = await closedToAll().send(envelope(DMP_ACTIONS['td0-3'].request, bodyXml));
      expect(faultOf(answer).code).toBe('Sender');
      expect(answer.exchange.unexpected).toContain('WSDL');
    },
  );
});

describe('TD1.6, who the patient authorised or blocked', () => {
  test('lists each mode apart, with names and dates, of this patient only', async () => {
    const bench = new DmpBench();
    bench.state.records.setAuthorization(INS, READER, 'valid');
    bench.state.records.setAuthorization(INS, COLLEAGUE, 'forbidden');
    bench.state.records.setAuthorization(INS, '899790000618', 'none');
    bench.state.records.setAuthorization(OTHER_INS, COLLEAGUE, 'valid');
    const ids = async (mode?: AuthorizationMode) =>
      (await list(bench, mode)).authorizations.map((one) => `${one.nationalId} ${one.mode ?? ''}`);
    expect(await ids('ACTIVE')).toEqual([`${READER} ACTIVE`]);
    expect(await ids('INTERDITE')).toEqual([`${COLLEAGUE} INTERDITE`]);
    expect(await ids()).toEqual([`${READER} ACTIVE`, `${COLLEAGUE} INTERDITE`]);
    expect((await list(bench, 'ACTIVE')).authorizations[0]).toEqual({
      nationalId: READER,
      nationalIdType: '1.2.250.1.71.4.2.1',
      firstName: 'Camille',
      lastName: 'ESSAI-PREMIER',
      specialityCodes: ['SM26'],
      specialityLabels: ['Qualifié en Médecine générale (SM)'],
      startOfAuthorization: '20260203080000',
      mode: 'ACTIVE',
      specificRights: [],
    });
  });

  test('is refused to whom the patient blocked, and in indirect mode', async () => {
    const bench = new DmpBench();
    expect((await list(bench, 'TOUTE', { authenticationMode: 'INDIRECTE' })).status).toBe(
      'DMPAccessDeniedByRightsService',
    );
    bench.state.records.setAuthorization(INS, READER, 'forbidden');
    expect((await list(bench)).status).toBe('DMPAccessForbidden');
  });
});

describe.skipIf(NO_SAMPLES)(because('messages are those of Habilitations.wsdl'), () => {
  const full = {
    nationalId: READER,
    nationalIdType: '1.2.250.1.71.4.2.1',
    firstName: 'Camille',
    lastName: '<ESSAI> & Cie',
    specialityCodes: ['SM26', 'SM54'],
    specialityLabels: ['Un', 'Deux'],
    startOfAuthorization: '20260203080000',
    lastActionDate: '20260203080000',
    mode: 'ACTIVE',
    specificRights: ['MEDECIN_TRAITANT'],
  };
  test.each([
    ['TD0.3 request', buildSetAuthorization({ action: 'AJOUT', role: 'MEDECIN_TRAITANT' })],
    ['TD0.3 answer', buildSetAuthorizationResponse({ status: 'DMPOk', context: 'déjà' })],
    ['TD1.6 request', buildListAuthorizations('TOUTE')],
    ['TD1.6 answer', buildListAuthorizationsResponse({ authorizations: [full], status: 'DMPOk' })],
    ['TD1.6 refusal', buildListAuthorizationsResponse({ authorizations: [], status: 'DMPClosed', context: 'fermé' })],
  ])('%s', async (_, xml) => {
    expect(await validateAgainstWsdl(xml)).toBe('');
  });

  test('what is written is read back as it was', () => {
    const response = { authorizations: [full], status: 'DMPOk', context: 'ok' };
    expect(readListAuthorizationsResponse(readXml(buildListAuthorizationsResponse(response)))).toEqual(response);
    expect(readSetAuthorization(readXml(buildSetAuthorization({ action: 'SUPPRESSION' })))).toEqual({
      action: 'SUPPRESSION',
    });
  });
});

/** `xmllint` judges against the schema inside the WSDL: '' when valid or when xmllint is not installed. */
async function validateAgainstWsdl(xml: string): Promise<string> {
  const wsdl = await readFile(schemaPath('../wsdl/Habilitations.wsdl'), 'utf8');
  const schema = /<xs:schema[^]*<\/xs:schema>/.exec(wsdl)?.[0] ?? '';
  const dir = await mkdtemp(join(tmpdir(), 'banc-wsdl-'));
  try {
    await writeFile(join(dir, 'habilitations.xsd'), schema);
    await writeFile(join(dir, 'message.xml'), xml);
    return await new Promise((resolve) => {
      const files = ['--schema', join(dir, 'habilitations.xsd'), join(dir, 'message.xml')];
      execFile('xmllint', ['--nonet', '--noout', ...files], (error, _out, messages) => {
        resolve(error && error.code !== 'ENOENT' ? messages : '');
      });
    });
  } finally {
    await rm(dir, { recursive: true });
  }
}
