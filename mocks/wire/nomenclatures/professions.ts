/** Professions of TRE_G15-ProfessionSante (OID 1.2.250.1.71.1.2.7), label by code. Lists change: a code may be newer. */
export const HEALTH_PROFESSIONS: ReadonlyMap<string, string> = new Map([
  ['10', 'Médecin'],
  ['21', 'Pharmacien'],
  ['26', 'Audioprothésiste'],
  ['28', 'Opticien-Lunetier'],
  ['31', 'Assistant dentaire'],
  ['32', 'Physicien médical'],
  ['35', 'Aide-soignant'],
  ['36', 'Ambulancier'],
  ['37', 'Auxiliaire de puériculture'],
  ['38', 'Préparateur en pharmacie hospitalière'],
  ['39', 'Préparateur en pharmacie'],
  ['40', 'Chirurgien-Dentiste'],
  ['50', 'Sage-Femme'],
  ['60', 'Infirmier'],
  ['69', 'Infirmier psychiatrique'],
  ['70', 'Masseur-Kinésithérapeute'],
  ['80', 'Pédicure-Podologue'],
  ['81', 'Orthoprothésiste'],
  ['82', 'Podo-Orthésiste'],
  ['83', 'Orthopédiste-Orthésiste'],
  ['84', 'Oculariste'],
  ['85', 'Epithésiste'],
  ['86', 'Technicien de labo médical'],
  ['91', 'Orthophoniste'],
  ['92', 'Orthoptiste'],
  ['94', 'Ergothérapeute'],
  ['95', 'Diététicien'],
  ['96', 'Psychomotricien'],
  ['98', 'Manipulateur ERM'],
]);

/** Social professions of TRE_R94 (OID 1.2.250.1.213.1.6.1.4), label by code. */
export const SOCIAL_PROFESSIONS: ReadonlyMap<string, string> = new Map([
  ['41', 'Assistant de service social'],
  ['42', 'Auxiliaire de vie sociale'],
  ['43', 'Technicien de l’intervention sociale et familiale'],
  ['44', 'Conseiller en économie sociale et familiale'],
  ['45', 'Médiateur familial'],
  ['46', 'Assistant familial'],
  ['47', 'Aide médico-psychologique (AMP)'],
  ['48', 'Moniteur éducateur'],
  ['49', 'Educateur de jeunes enfants'],
  ['51', 'Educateur spécialisé'],
  ['52', 'Educateur technique spécialisé'],
  ['53', 'Accompagnant éducatif et social'],
]);

/** Users of a professional title of TRE_R95 (OID 1.2.250.1.213.1.6.1.109), label by code. */
export const TITLED_PROFESSIONS: ReadonlyMap<string, string> = new Map([
  ['71', 'Ostéopathe'],
  ['72', 'Psychothérapeute'],
  ['73', 'Chiropracteur'],
  ['93', 'Psychologue'],
  ['97', 'Conseiller en génétique'],
]);
