import { text } from '../harness/index.js';
import type { Mention, Paper } from '../record/index.js';

/** A sworn statement: a paper that says so. */
const SWORN: Mention = {
  label: text('attestation ou engagement', 'statement or commitment'),
  pattern: /attest|honneur|d[ée]clar|engage/i,
};
const SECURITY: Mention = { label: text('sécurité', 'security'), pattern: /s[ée]curit[ée]/i };
const FLOWS: Mention = { label: text('flux', 'flows'), pattern: /flux/i };

/** Papers of the security requirements, by what they prove (requirements.md, SSI/GEN). The pentest form is apart. */
export const GEN_PAPERS = {
  securityOfficers: {
    proof: 'SSI/GEN.01.01.01',
    what: text(
      'l’attestation qui désigne les responsables de la sécurité du produit',
      'the statement that designates the people in charge of the security of the product',
    ),
    mentions: [SWORN, SECURITY, { label: text('responsable', 'person in charge'), pattern: /responsable/i }],
    question: text(
      'Les responsables des mesures de sécurité du produit sont-ils désignés, et leurs responsabilités écrites ?',
      'Are the people in charge of the security measures of the product designated, and their duties written?',
    ),
  },
  awareness: {
    proof: 'SSI/GEN.02.01.01',
    what: text(
      'la politique de sécurité ou la procédure de sensibilisation des équipes',
      'the security policy or the awareness procedure of the teams',
    ),
    mentions: [
      SECURITY,
      {
        label: text('sensibilisation ou formation', 'awareness or training'),
        pattern: /sensibilis|form(?:ation|[ée])/i,
      },
    ],
    question: text(
      'Le document dit-il qui est sensibilisé ou formé à la sécurité, et quand ?',
      'Does the document say who is made aware of or trained in security, and when?',
    ),
  },
  personalDataRules: {
    proof: 'SSI/GEN.02.01.02',
    what: text(
      'les règles de conduite sur les données à caractère personnel',
      'the rules of conduct about personal data',
    ),
    mentions: [
      {
        label: text('données à caractère personnel', 'personal data'),
        pattern: /caract[èe]re personnel|RGPD|donn[ée]es personnelles/i,
      },
    ],
    question: text(
      'Les équipes connaissent-elles leurs obligations légales sur ces données, ou l’absence de telles données est-elle justifiée ?',
      'Do the teams know their legal duties about these data, or is the absence of such data justified?',
    ),
  },
  assurancePlan: {
    proof: 'SSI/GEN.03.01.01',
    what: text('le plan d’assurance sécurité', 'the security assurance plan'),
    mentions: [SECURITY, { label: text('plan d’assurance', 'assurance plan'), pattern: /assurance|\bPAS\b/i }],
    question: text(
      'Le plan porte-t-il les engagements de l’hébergeur et ceux de la structure utilisatrice ?',
      'Does the plan bear the commitments of the host and those of the structure that uses it?',
    ),
  },
  anonymisation: {
    proof: 'SSI/GEN.05.01.01',
    what: text('l’attestation sur les données hors production', 'the statement about data outside production'),
    mentions: [
      SWORN,
      {
        label: text(
          'anonymisation, pseudonymisation ou données générées',
          'anonymisation, pseudonymisation or generated data',
        ),
        pattern: /anonymis|pseudonymis|g[ée]n[ée]r|fictives?/i,
      },
    ],
    question: text(
      'Couvre-t-elle tous les environnements hors production : développement, recette, formation, démonstration ?',
      'Does it cover every environment outside production: development, acceptance, training, demonstration?',
    ),
  },
  hds: {
    proof: 'SSI/GEN.06.01.01',
    what: text(
      'le tableau des activités d’hébergement et les certificats HDS, ou la justification de leur absence',
      'the table of hosting activities and the HDS certificates, or the justification of their absence',
    ),
    mentions: [{ label: text('HDS ou hébergement', 'HDS or hosting'), pattern: /HDS|h[ée]berge/i }],
    question: text(
      'Chaque activité de l’article R1111-9 a-t-elle un responsable et un certificat en cours de validité ?',
      'Does each activity of article R1111-9 have somebody in charge and a certificate that is still valid?',
    ),
  },
  networkFlows: {
    proof: 'SSI/GEN.09.01.01',
    what: text('la matrice des flux et son filtrage', 'the flow matrix and its filtering'),
    mentions: [FLOWS, { label: text('filtrage ou pare-feu', 'filtering or firewall'), pattern: /filtr|pare-feu/i }],
    question: text(
      'Seuls les flux indispensables sont-ils ouverts, et par quels équipements sont-ils filtrés ?',
      'Are only the indispensable flows open, and which devices filter them?',
    ),
  },
  applicationFilter: {
    proof: 'SSI/GEN.10.01.01',
    what: text('la matrice des flux avec l’extérieur', 'the matrix of flows with the outside'),
    mentions: [FLOWS, { label: text('WAF ou proxy', 'WAF or proxy'), pattern: /\bWAF\b|proxy|mandataire/i }],
    question: text(
      'Un pare-feu applicatif ou une rupture protocolaire protège-t-il chaque accès de l’extérieur ?',
      'Does an application firewall or a protocol break protect each access from the outside?',
    ),
  },
  secureDevelopment: {
    proof: 'SSI/GEN.11.01.01',
    what: text('l’attestation de développement sécurisé', 'the statement about secure development'),
    mentions: [SWORN, { label: text('développement', 'development'), pattern: /d[ée]velopp/i }],
    question: text(
      'La documentation suivie couvre-t-elle la qualité du code, les bibliothèques obsolètes et le durcissement de la plateforme ?',
      'Does the documentation that is followed cover code quality, obsolete libraries and the hardening of the platform?',
    ),
  },
  externalFlowsManual: {
    proof: 'SSI/GEN.12.01.02',
    what: text(
      'la documentation de la protection des échanges avec les composants externes',
      'the documentation of how exchanges with external components are protected',
    ),
    mentions: [{ label: text('chiffrement ou TLS', 'encryption or TLS'), pattern: /chiffr|\bTLS\b/i }],
    question: text(
      'Dit-elle comment chaque échange se protège, et quels protocoles ne peuvent pas être chiffrés ?',
      'Does it say how each exchange is protected, and which protocols cannot be encrypted?',
    ),
  },
  secrets: {
    proof: 'SSI/GEN.14.01.01',
    what: text('l’attestation sur la gestion des secrets', 'the statement about the management of secrets'),
    mentions: [SWORN, { label: text('secrets ou clés', 'secrets or keys'), pattern: /secret|cl[ée]s?\b/i }],
    question: text(
      'La gestion des secrets suit-elle l’annexe B2 du RGS ?',
      'Does the management of secrets follow annex B2 of the RGS?',
    ),
  },
  wifi: {
    proof: 'SSI/GEN.15.01.01',
    what: text('l’attestation sur l’usage du Wi-Fi', 'the statement about the use of Wi-Fi'),
    mentions: [
      SWORN,
      { label: text('Wi-Fi ou équipements mobiles', 'Wi-Fi or mobile equipment'), pattern: /wi-?fi|mobile/i },
    ],
    question: text(
      'Authentification, intégrité et confidentialité suivent-elles le guide de la PGSSI-S ?',
      'Do authentication, integrity and confidentiality follow the PGSSI-S guide?',
    ),
  },
  vulnerabilityLoop: {
    proof: 'SSI/GEN.18.01.02',
    what: text(
      'la procédure de recherche et de correction des vulnérabilités',
      'the procedure of vulnerability search and correction',
    ),
    mentions: [{ label: text('vulnérabilités', 'vulnerabilities'), pattern: /vuln[ée]rabilit/i }],
    question: text(
      'La recherche est-elle automatisée à chaque évolution, et suivie d’un plan de correction ?',
      'Is the search automated at each change, and followed by a correction plan?',
    ),
  },
  incidents: {
    proof: 'SSI/GEN.19.01.01',
    what: text('l’attestation sur la gestion des incidents', 'the statement about incident management'),
    mentions: [SWORN, { label: text('incidents', 'incidents'), pattern: /incident/i }],
    question: text(
      'Un processus et une procédure de gestion des incidents de sécurité existent-ils ?',
      'Do a process and a procedure of security incident management exist?',
    ),
  },
  incidentSheets: {
    proof: 'SSI/GEN.19.01.02',
    what: text('l’attestation sur les fiches d’incident', 'the statement about incident sheets'),
    mentions: [SWORN, { label: text('fiches d’incident', 'incident sheets'), pattern: /fiches?\b/i }],
    question: text('Chaque incident a-t-il sa fiche ?', 'Does each incident have its sheet?'),
  },
  vulnerabilityWatch: {
    proof: 'SSI/GEN.20.01.01',
    what: text('l’attestation de veille sur les vulnérabilités', 'the statement about vulnerability watch'),
    mentions: [SWORN, { label: text('veille', 'watch'), pattern: /veille/i }],
    question: text(
      'La veille couvre-t-elle tous les composants du produit ?',
      'Does the watch cover every component of the product?',
    ),
  },
  patches: {
    proof: 'SSI/GEN.20.01.02',
    what: text('l’attestation de gestion des correctifs', 'the statement about patch management'),
    mentions: [SWORN, { label: text('correctifs', 'patches'), pattern: /correctif/i }],
    question: text(
      'Le processus dit-il comment un correctif parvient aux structures, et en combien de temps ?',
      'Does the process say how a patch reaches the structures, and how fast?',
    ),
  },
  backups: {
    proof: 'SSI/GEN.21.01.01',
    what: text('la procédure de sauvegarde', 'the backup procedure'),
    mentions: [
      { label: text('sauvegarde', 'backup'), pattern: /sauvegard/i },
      { label: text('copie immuable', 'immutable copy'), pattern: /immuable|inalt[ée]rable|hors ligne/i },
    ],
    question: text(
      'Une copie immuable est-elle gardée, et la restauration vérifiée ?',
      'Is an immutable copy kept, and restoring verified?',
    ),
  },
  remoteMaintenance: {
    proof: 'SSI/GEN.22.01.01',
    what: text(
      'le dossier d’architecture de la télémaintenance, ou la justification de son absence',
      'the architecture file of remote maintenance, or the justification of its absence',
    ),
    mentions: [
      {
        label: text('télémaintenance ou téléassistance', 'remote maintenance or assistance'),
        pattern: /t[ée]l[ée](?:maintenance|assistance)/i,
      },
    ],
    question: text(
      'Y trouve-t-on la matrice des flux, le VPN, le bastion, les traces et ce que demande une intervention ?',
      'Does it hold the flow matrix, the VPN, the bastion, the traces and what an intervention needs?',
    ),
  },
} as const satisfies Record<string, Paper>;
