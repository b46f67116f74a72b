import { er7Field, er7Segment, segmentOf, valueOf, wholePartOf, repetitionsOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';

/** Who sends to whom, when, and under what number: MSH without what the kind of message fixes. */
export interface Hl7Header {
  /** MSH-3.1 to MSH-6.1. */
  sendingApplication: string;
  sendingFacility: string;
  receivingApplication: string;
  receivingFacility: string;
  /** MSH-7, `yyyyMMddHHmmss` with or without offset. */
  time: string;
  /** MSH-10. */
  controlId: string;
  /** MSH-11: `P` production, `T` training, `D` debugging. */
  processing: string;
  /** MSH-18: `UNICODE UTF-8` (default when writing) or `8859/15`. */
  charset?: string;
}

/** What the kind of message fixes in MSH. */
export interface Hl7MessageKind {
  /** MSH-9: `MDM`, `T02`, `MDM_T02`. */
  code: string;
  event: string;
  structure: string;
  /** MSH-12.1: `2.5`, `2.6`. */
  version: string;
  /** MSH-12 second and third components, of PAM.FR: `FRA`, `2.11`. */
  localVersion?: string;
  /** MSH-21: `2.1`, `CISIS_CDA_HL7_V2`; none on an acknowledgement. */
  profile?: { version: string; name: string };
}

/** Writes MSH (hl7v2-pfi-cda.md §3), country FRA. */
export function writeHeader(header: Hl7Header, kind: Hl7MessageKind): Er7Segment {
  const local = kind.localVersion === undefined ? [] : ['FRA', kind.localVersion];
  return er7Segment('MSH', {
    1: '|',
    2: '^~\\&',
    3: er7Field(header.sendingApplication),
    4: er7Field(header.sendingFacility),
    5: er7Field(header.receivingApplication),
    6: er7Field(header.receivingFacility),
    7: er7Field(header.time),
    9: er7Field(kind.code, kind.event, kind.structure),
    10: er7Field(header.controlId),
    11: er7Field(header.processing),
    12: er7Field(kind.version, ...local),
    17: 'FRA',
    18: er7Field(header.charset ?? 'UNICODE UTF-8'),
    ...(local.length > 0 ? { 19: 'FR' } : {}),
    ...(kind.profile ? { 21: er7Field(kind.profile.version, kind.profile.name) } : {}),
  });
}

/** Reads MSH; what is missing is ''. */
export function readHeader(message: Er7Message): Required<Hl7Header> {
  const msh = segmentOf(message, 'MSH');
  return {
    sendingApplication: valueOf(msh, '3'),
    sendingFacility: valueOf(msh, '4'),
    receivingApplication: valueOf(msh, '5'),
    receivingFacility: valueOf(msh, '6'),
    time: valueOf(msh, '7'),
    controlId: valueOf(msh, '10'),
    processing: valueOf(msh, '11'),
    charset: valueOf(msh, '18'),
  };
}

/** Reads MSH-9, 12 and 21; the profile's parts are trimmed (an official sample has a stray space). */
export function readKind(message: Er7Message): Hl7MessageKind {
  const msh = segmentOf(message, 'MSH');
  const profile = repetitionsOf(msh, 21)[0];
  const localVersion = valueOf(msh, '12.3');
  return {
    code: valueOf(msh, '9.1'),
    event: valueOf(msh, '9.2'),
    structure: valueOf(msh, '9.3'),
    version: valueOf(msh, '12.1'),
    ...(localVersion === '' ? {} : { localVersion }),
    ...(profile ? { profile: { version: wholePartOf(profile, 1).trim(), name: wholePartOf(profile, 2).trim() } } : {}),
  };
}

/** The header of an answer: ends swapped, same processing and charset (hl7v2-pfi-cda.md §5). */
export function answeringHeader(asked: Hl7Header, answer: { time: string; controlId: string }): Hl7Header {
  return {
    sendingApplication: asked.receivingApplication,
    sendingFacility: asked.receivingFacility,
    receivingApplication: asked.sendingApplication,
    receivingFacility: asked.sendingFacility,
    processing: asked.processing,
    ...(asked.charset ? { charset: asked.charset } : {}),
    ...answer,
  };
}
