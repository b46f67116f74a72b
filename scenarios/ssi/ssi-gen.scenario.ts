import { text } from '../harness/index.js';
import { documentScenario } from './document-scenario.js';
import { GEN_PAPERS } from './gen-papers.js';
import { pentestForm } from './pentest-form.js';

/** SSI/GEN.01: proved by papers, which a machine reads and a human judges. */
export const gen01 = documentScenario(
  'SSI/GEN.01',
  text('Responsables de la sécurité désignés', 'Security officers designated'),
  [GEN_PAPERS.securityOfficers],
);

/** SSI/GEN.02: proved by papers, which a machine reads and a human judges. */
export const gen02 = documentScenario(
  'SSI/GEN.02',
  text('Équipes sensibilisées à la sécurité', 'Teams made aware of security'),
  [GEN_PAPERS.awareness, GEN_PAPERS.personalDataRules],
);

/** SSI/GEN.03: proved by papers, which a machine reads and a human judges. */
export const gen03 = documentScenario('SSI/GEN.03', text('Plan d’assurance sécurité', 'Security assurance plan'), [
  GEN_PAPERS.assurancePlan,
]);

/** SSI/GEN.05: proved by papers, which a machine reads and a human judges. */
export const gen05 = documentScenario(
  'SSI/GEN.05',
  text('Données hors production anonymisées ou générées', 'Data outside production anonymised or generated'),
  [GEN_PAPERS.anonymisation],
);

/** SSI/GEN.06: proved by papers, which a machine reads and a human judges. */
export const gen06 = documentScenario(
  'SSI/GEN.06',
  text('Hébergement de données de santé certifié', 'Certified hosting of health data'),
  [GEN_PAPERS.hds],
);

/** SSI/GEN.07: proved by papers, which a machine reads and a human judges. */
export const gen07 = documentScenario(
  'SSI/GEN.07',
  text('Configuration par défaut durcie', 'Hardened default configuration'),
  [
    pentestForm(
      'SSI/GEN.07.01.01',
      text('La configuration par défaut est-elle durcie ?', 'Is the default configuration hardened?'),
    ),
  ],
);

/** SSI/GEN.08: proved by papers, which a machine reads and a human judges. */
export const gen08 = documentScenario('SSI/GEN.08', text('Fichiers importés analysés', 'Imported files scanned'), [
  pentestForm(
    'SSI/GEN.08.01.01',
    text(
      'Tout fichier importé est-il analysé par un antivirus, fourni et tenu à jour si l’éditeur héberge ?',
      'Is every imported file scanned by an antivirus, provided and kept up to date if the vendor hosts?',
    ),
  ),
]);

/** SSI/GEN.09: proved by papers, which a machine reads and a human judges. */
export const gen09 = documentScenario('SSI/GEN.09', text('Flux réseau filtrés', 'Network flows filtered'), [
  GEN_PAPERS.networkFlows,
]);

/** SSI/GEN.10: proved by papers, which a machine reads and a human judges. */
export const gen10 = documentScenario(
  'SSI/GEN.10',
  text('Filtrage applicatif ou rupture protocolaire', 'Application filtering or protocol break'),
  [GEN_PAPERS.applicationFilter],
);

/** SSI/GEN.11: proved by papers, which a machine reads and a human judges. */
export const gen11 = documentScenario('SSI/GEN.11', text('Développement sécurisé', 'Secure development'), [
  GEN_PAPERS.secureDevelopment,
]);

/** SSI/GEN.12: proved by papers, which a machine reads and a human judges. */
export const gen12 = documentScenario(
  'SSI/GEN.12',
  text('Données sensibles protégées en transit', 'Sensitive data protected in transit'),
  [
    pentestForm(
      'SSI/GEN.12.01.01',
      text('Les flux sont-ils authentifiés et chiffrés ?', 'Are flows authenticated and encrypted?'),
    ),
    GEN_PAPERS.externalFlowsManual,
  ],
);

/** SSI/GEN.13: proved by papers, which a machine reads and a human judges. */
export const gen13 = documentScenario(
  'SSI/GEN.13',
  text('Cryptographie conforme au RGS', 'Cryptography conforming to the RGS'),
  [
    pentestForm(
      'SSI/GEN.13.01.01',
      text(
        'La cryptographie suit-elle le RGS et les recommandations de l’ANSSI ?',
        'Does cryptography follow the RGS and the recommendations of the ANSSI?',
      ),
    ),
  ],
);

/** SSI/GEN.14: proved by papers, which a machine reads and a human judges. */
export const gen14 = documentScenario(
  'SSI/GEN.14',
  text('Secrets gérés selon le RGS', 'Secrets managed according to the RGS'),
  [GEN_PAPERS.secrets],
);

/** SSI/GEN.15: proved by papers, which a machine reads and a human judges. */
export const gen15 = documentScenario('SSI/GEN.15', text('Usage du Wi-Fi sécurisé', 'Secure use of Wi-Fi'), [
  GEN_PAPERS.wifi,
]);

/** SSI/GEN.16: proved by papers, which a machine reads and a human judges. */
export const gen16 = documentScenario(
  'SSI/GEN.16',
  text('Administration technique séparée des droits métier', 'Technical administration separate from business rights'),
  [
    pentestForm(
      'SSI/GEN.16.01.01',
      text(
        'Un compte d’administration technique est-il sans droit métier ?',
        'Does a technical administration account have no business right?',
      ),
    ),
  ],
);

/** SSI/GEN.17: proved by papers, which a machine reads and a human judges. */
export const gen17 = documentScenario(
  'SSI/GEN.17',
  text('Comptes génériques restreints', 'Generic accounts restricted'),
  [
    pentestForm(
      'SSI/GEN.17.01.01',
      text('Les comptes génériques sont-ils absents ou restreints ?', 'Are generic accounts absent or restricted?'),
    ),
  ],
);

/** SSI/GEN.18: proved by papers, which a machine reads and a human judges. */
export const gen18 = documentScenario(
  'SSI/GEN.18',
  text('Vulnérabilités recherchées et corrigées', 'Vulnerabilities searched and corrected'),
  [
    pentestForm(
      'SSI/GEN.18.01.01',
      text(
        'Le test d’intrusion porte-t-il sur cette version majeure du produit ?',
        'Is the intrusion test about this major version of the product?',
      ),
    ),
    GEN_PAPERS.vulnerabilityLoop,
  ],
);

/** SSI/GEN.19: proved by papers, which a machine reads and a human judges. */
export const gen19 = documentScenario('SSI/GEN.19', text('Incidents de sécurité gérés', 'Security incidents managed'), [
  GEN_PAPERS.incidents,
  GEN_PAPERS.incidentSheets,
]);

/** SSI/GEN.20: proved by papers, which a machine reads and a human judges. */
export const gen20 = documentScenario(
  'SSI/GEN.20',
  text('Veille et correctifs de sécurité', 'Security watch and patches'),
  [GEN_PAPERS.vulnerabilityWatch, GEN_PAPERS.patches],
);

/** SSI/GEN.21: proved by papers, which a machine reads and a human judges. */
export const gen21 = documentScenario('SSI/GEN.21', text('Sauvegardes vérifiées', 'Verified backups'), [
  GEN_PAPERS.backups,
]);

/** SSI/GEN.22: proved by papers, which a machine reads and a human judges. */
export const gen22 = documentScenario('SSI/GEN.22', text('Télémaintenance sécurisée', 'Secure remote maintenance'), [
  GEN_PAPERS.remoteMaintenance,
]);
