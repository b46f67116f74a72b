import { text } from '../harness/index.js';
import type { Mention, Paper } from '../record/index.js';

const CNDA: Mention = { label: text('CNDA', 'CNDA'), pattern: /CNDA|Centre national de d[ée]p[ôo]t et d.agr[ée]ment/i };
const DMP: Mention = { label: text('DMP', 'DMP'), pattern: /\bDMP\b|dossier m[ée]dical partag[ée]/i };
/** Papers of the DMP theme, by what they prove. */
export const PAPERS = {
  consultationAttestation: {
    proof: 'DMP/AIRS.03.01.01',
    what: text(
      'l’attestation d’homologation du CNDA, profil consultation du DMP en AIR',
      'the CNDA homologation certificate, DMP consultation profile in AIR',
    ),
    mentions: [CNDA, DMP, { label: text('profil consultation', 'consultation profile'), pattern: /consultation/i }],
    question: text(
      'L’attestation porte-t-elle le nom et la version du logiciel éprouvé, le profil Consultation en mode AIR, et est-elle en cours de validité ?',
      'Does the certificate bear the name and version of the software under test, the Consultation profile in AIR mode, and is it still valid?',
    ),
  },
  accessRulesAttestation: {
    proof: 'DMP/CONF.10.01.01',
    what: text(
      'l’attestation du CNDA sur l’accès des professionnels au DMP',
      'the CNDA certificate about professionals’ access to the DMP',
    ),
    mentions: [CNDA, DMP],
    question: text(
      'L’attestation couvre-t-elle le référentiel de sécurité et d’interopérabilité de l’accès des professionnels au DMP ?',
      'Does the certificate cover the security and interoperability rules of professionals’ access to the DMP?',
    ),
  },
  webPsAttestation: {
    proof: 'DMP/UX.49.01.01',
    what: text(
      'l’attestation du CNDA qui couvre l’accès Web-PS contextuel (TD0.9)',
      'the CNDA certificate that covers contextual Web-PS access (TD0.9)',
    ),
    mentions: [CNDA, DMP, { label: text('Web-PS (TD0.9)', 'Web-PS (TD0.9)'), pattern: /web[ -]?ps|TD0\.(9|10)/i }],
    question: text(
      'L’attestation couvre-t-elle TD0.9, au moins le tableau de bord du professionnel et le dossier du patient ?',
      'Does the certificate cover TD0.9, at least the professional’s dashboard and the patient’s record?',
    ),
  },
  deletionManual: {
    proof: 'DMP/CONF.03.01.02',
    what: text(
      'la documentation qui décrit la suppression d’un document du DMP',
      'the documentation that describes the deletion of a DMP document',
    ),
    mentions: [DMP, { label: text('suppression', 'deletion'), pattern: /suppr(ession|imer)/i }],
    question: text(
      'La procédure décrite est-elle celle du logiciel, et couvre-t-elle l’erreur d’alimentation et la demande du patient ?',
      'Is the procedure that of the software, and does it cover a feeding error and the patient’s request?',
    ),
  },
  retentionManual: {
    proof: 'DMP/UX.44.01.01',
    what: text(
      'la documentation des règles de conservation et d’archivage des documents intégrés',
      'the documentation of the retention and archiving rules of integrated documents',
    ),
    mentions: [
      { label: text('conservation ou archivage', 'retention or archiving'), pattern: /conservation|archivage/i },
      { label: text('documents intégrés', 'integrated documents'), pattern: /int[ée]gr[ée]/i },
    ],
    question: text(
      'Les règles décrites s’appliquent-elles aux documents intégrés du DMP comme aux autres documents du dossier ?',
      'Do the rules described apply to documents integrated from the DMP as to the other documents of the record?',
    ),
  },
  identifierManual: {
    proof: 'DMP/AIRS.07.01',
    what: text(
      'la page du manuel sur l’usage de l’identifiant national du professionnel',
      'the page of the manual about the use of the professional’s national identifier',
    ),
    mentions: [
      {
        label: text('identifiant national (RPPS)', 'national identifier (RPPS)'),
        pattern: /identifiant national|RPPS/i,
      },
      { label: text('traces', 'traces'), pattern: /trac/i },
    ],
    question: text(
      'Le manuel dit-il que l’identifiant national sert aux traces nationales et au contrôle des accès au DMP ?',
      'Does the manual say that the national identifier is used for national traces and access control to the DMP?',
    ),
  },
} as const satisfies Record<string, Paper>;
