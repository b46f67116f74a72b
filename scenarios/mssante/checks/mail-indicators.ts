import { headerValues } from '../../../mocks/wire/mail-headers.js';
import { patientOfAddress } from '../../../mocks/wire/mssante-address.js';
import { mssHeaders, mssHeadersFor } from '../../../mocks/wire/mssante-headers.js';
import { broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, joinTexts, notApplicable, type Text, text } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';

const NIL: CheckDeclaration = {
  id: 'mss.mail.x-mss-nil',
  title: text('X-MSS-NIL : numéro de référencement du logiciel', 'X-MSS-NIL: reference number of the software'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.4.3 (MSS/CONF.16)', confidence: 'stated' },
};
const CODE_CDA: CheckDeclaration = {
  id: 'mss.mail.x-mss-codecda',
  title: text('X-MSS-CODECDA : codes des CDA joints', 'X-MSS-CODECDA: codes of the attached CDAs'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.4.1 (MSS/CONF.15)', confidence: 'stated' },
};
const INS: CheckDeclaration = {
  id: 'mss.mail.x-mss-ins',
  title: text('X-MSS-INS : présence d’une INS qualifiée', 'X-MSS-INS: presence of a qualified INS'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.4.2 (MSS/CONF.14)', confidence: 'stated' },
};
const MES: CheckDeclaration = {
  id: 'mss.mail.x-mss-mes',
  title: text(
    'X-MSS-MES : FIN, seulement vers les patients et quand c’est demandé',
    'X-MSS-MES: FIN, only to patients and when asked for',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.8 (MSS/CONF.21)', confidence: 'stated' },
};

const ABSENT = text('(absent)', '(absent)');

/**
 * M09: X-MSS-NIL stands once, with a value.
 * @param declared number the vendor declared for the product that builds the mail; not compared when undefined.
 */
export function checkMssNil({ mail, exchange }: SubmittedMail, declared?: string): Finding {
  const { nil } = mssHeaders(mail);
  const where = 'X-MSS-NIL';
  const breaches: Breach[] = [];
  if (nil.length !== 1) breaches.push(broken(times(nil.length), where));
  if (nil.includes('')) breaches.push(broken(text('valeur vide', 'empty value'), where));
  if (declared !== undefined && nil.some((value) => value !== '' && value !== declared)) {
    breaches.push(
      broken(text(`${nil.join(', ')} au lieu de ${declared}`, `${nil.join(', ')} instead of ${declared}`), where),
    );
  }
  const expected = declared ?? text('un numéro de référencement', 'one reference number');
  return judgement(NIL, { expected, breaches, found: nil.join(', '), where, exchange });
}

/**
 * M10: the codes are those of the CDAs of the archive, whatever their order; no header without a CDA. Several header
 * lines or another separator than the comma are remarked: no text says how several values are written.
 */
export function checkMssCodeCda({ mail, cdas, exchange }: SubmittedMail): Finding {
  const values = headerValues(mail, 'x-mss-codecda');
  const seen = [...new Set(mssHeaders(mail).codeCda)].sort();
  const wanted = mssHeadersFor(cdas).CODECDA?.split(',').sort();
  const where = 'X-MSS-CODECDA';
  const breaches: Breach[] = [];
  if (wanted ? seen.join() !== wanted.join() : values.length > 0) {
    breaches.push(broken(joinTexts([valueOrAbsent(values)]), where));
  } else if (values.length > 1 || values.some((value) => value.includes(';'))) {
    breaches.push(remarked(text('plusieurs valeurs sans virgule', 'several values without a comma'), where));
  }
  const expected = wanted?.join(',') ?? ABSENT;
  return judgement(CODE_CDA, { expected, breaches, found: valueOrAbsent(values), where, exchange });
}

/** M11: `O` when every CDA has a qualified INS in its header, else `N`; no header without a CDA. */
export function checkMssIns({ mail, cdas, exchange }: SubmittedMail): Finding {
  const { ins } = mssHeaders(mail);
  const wanted = mssHeadersFor(cdas).INS;
  const where = 'X-MSS-INS';
  const holds = wanted ? ins.length === 1 && ins[0] === wanted : ins.length === 0;
  const breaches = holds ? [] : [broken(joinTexts([valueOrAbsent(ins)]), where)];
  return judgement(INS, { expected: wanted ?? ABSENT, breaches, found: valueOrAbsent(ins), where, exchange });
}

/**
 * M12: X-MSS-MES is `FIN`, in capitals, only when every recipient is a patient, and stands when it was asked for. Not
 * asked for yet present is remarked: an application's mailbox may do it by default. Not applicable when it is neither
 * there nor asked for.
 *
 * @param asked whether the user said that no answer of the patient is wanted; unknown when undefined.
 */
export function checkMssMes({ mail, exchange }: SubmittedMail, { asked }: { asked?: boolean } = {}): Finding {
  const { mes } = mssHeaders(mail);
  if (mes.length === 0 && asked !== true) return notApplicable(MES, exchange === undefined ? {} : { exchange });
  const where = 'X-MSS-MES';
  const breaches: Breach[] = [];
  if (mes.length !== 1) breaches.push(broken(times(mes.length), where));
  if (mes.some((value) => value !== 'FIN')) breaches.push(broken(joinTexts([valueOrAbsent(mes)]), where));
  const others = [...mail.to, ...mail.cc].filter(({ address }) => patientOfAddress(address) === undefined);
  if (mes.length > 0 && others.length > 0) {
    const list = others.map(({ address }) => address).join(', ');
    breaches.push(broken(text(`vers un professionnel (${list})`, `to a professional (${list})`), 'To'));
  }
  if (mes.length > 0 && asked === false) {
    breaches.push(remarked(text('présent sans avoir été demandé', 'present without having been asked for'), where));
  }
  const expected = text('FIN, vers des patients seulement', 'FIN, to patients only');
  return judgement(MES, { expected, breaches, found: valueOrAbsent(mes), where, exchange });
}

function times(count: number): Text {
  return count === 0 ? ABSENT : text(`présent ${count} fois`, `present ${count} times`);
}

function valueOrAbsent(values: readonly string[]): Text {
  return joinTexts(values, ' | ', ABSENT);
}
