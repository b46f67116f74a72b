/** What a practice situation is: kind of activity, way of practising, function (annuaire.md §6). */

/** Genres d’activité of TRE_R22-GenreActivite, label by code. */
export const ACTIVITY_KINDS: ReadonlyMap<string, string> = new Map([
  ['GENR01', 'Activité de soin et de pharmacie'],
  ['GENR02', 'Activité de soins ou de pharmacien en tant que remplaçant'],
  ['GENR03', 'Remplacement dans une activité de soins'],
  ['GENR04', 'Activité non soignante'],
  ['GENR06', 'Délégation de responsabilité pour continuité de service'],
  ['GENR08', 'Coordination et orientation'],
  ['GENR09', 'Administratif ou appui à l’organisation de l’accompagnement social/médico-social'],
  ['GENR10', 'Accompagnement social/médico-social à la vie sociale, professionnelle, éducative'],
  ['GENR11', 'Accompagnement social/médico-social au soin'],
  ['GENR12', 'Encadrement et organisation de l’accompagnement social/médico-social'],
  ['GENR13', 'Activité médico-administrative'],
  ['GENR99', 'Autre activité'],
  // No longer given; old records hold them.
  ['GENR05', 'Activité non médicale'],
  ['GENR07', 'Activité de soins en tant qu’intérimaire'],
]);

/** Modes d’exercice of TRE_R23-ModeExercice, label by code; I is new since 2026-02-02. */
export const PRACTICE_MODES: ReadonlyMap<string, string> = new Map([
  ['S', 'Salarié'],
  ['L', 'Libéral, indépendant, artisan, commerçant'],
  ['B', 'Bénévole'],
  ['I', 'Indirect'],
]);

/** Types d’activité libérale of TRE_R24, label by code. */
export const LIBERAL_ACTIVITY_TYPES: ReadonlyMap<string, string> = new Map([
  ['ACT-LIB-01', 'Cabinet primaire'],
  ['ACT-LIB-02', 'Cabinet secondaire'],
  ['ACT-LIB-03', 'Plateau technique'],
  ['ACT-LIB-04', 'Secteur privé à l’hôpital'],
  ['ACT-LIB-05', 'Autre lieu d’exercice ou autre site'],
  ['ACT-LIB-06', 'Cabinet'],
]);

/** Fonctions of TRE_R21-Fonction still given, label by code. */
export const PRACTICE_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['FON-01', 'Titulaire de cabinet'],
  ['FON-02', 'Associé dans une société d’exercice (SEL ou SCP)'],
  ['FON-03', 'Titulaire d’officine'],
  ['FON-04', 'Remplaçant du titulaire d’officine'],
  ['FON-05', 'Adjoint'],
  ['FON-07', 'Gérant après incapacité ou décès'],
  ['FON-09', 'Responsable d’établissement'],
  ['FON-17', 'Collaborateur'],
  ['FON-18', 'Assistant'],
  ['FON-19', 'Praticien Conseil'],
  ['FON-21', 'Médecin scolaire'],
  ['FON-22', 'Remplaçant, intérimaire, intermittent'],
  ['FON-23', 'Gérant'],
  ['FON-24', 'Médecin de santé publique'],
  ['FON-29', 'Médecin du travail'],
  ['FON-32', 'Régulateur libéral'],
  ['FON-33', 'Salarié en poste fixe'],
  ['FON-36', 'Délégué'],
  ['FON-37', 'Gérant de PUI'],
  ['FON-39', 'Exercice en PMI'],
  ['FON-40', 'Biologiste responsable'],
  ['FON-41', 'Biologiste médical'],
  ['FON-42', 'Assistant collaborateur'],
  ['FON-43', 'Cadre de santé'],
  ['FON-45', 'Directeur des soins'],
  ['FON-46', 'Enseignant salarié'],
  ['FON-47', 'Etudiant remplaçant, adjoint'],
  ['FON-48', 'Interne'],
  ['FON-49', 'Pharmacien responsable BPDO'],
  ['FON-50', 'Pharmacien adjoint BPDO'],
  ['FON-51', 'Remplacement partiel'],
  ['FON-52', 'Etudiant militaire'],
  ['FON-54', 'Permanence des soins ambulatoires hors cabinet'],
  ['FON-55', 'Participation libérale aux missions de service public d’un ES'],
  ['FON-56', 'Intervention libérale dans le cadre d’un GCS'],
  ['FON-57', 'Docteur junior'],
  ['FON-58', 'Activité en piscine ou bassin'],
  ['FON-59', 'Gérant d’antenne'],
  ['FON-60', 'Pharmacien remplaçant BPDO'],
  ['FON-61', 'Prestataire de Services'],
  ['FON-62', 'Consultations de solidarité territoriale'],
  ['FON-63', 'Coordonnateur en EHPAD'],
  ['FON-AU', 'Fonction non définie'],
]);

/** Sections of the pharmacists’ order, TRE_G05 (OID 1.2.250.1.71.4.2.6), label by code. */
export const PHARMACIST_SECTIONS: ReadonlyMap<string, string> = new Map([
  ['A', 'Pharmacien titulaire d’officine'],
  ['B', 'Pharmacien d’entreprise - industrie'],
  ['C', 'Pharmacien d’entreprise - distribution'],
  ['D', 'Pharmacien adjoint, remplaçant ou gérant'],
  ['DA', 'Pharmacien adjoint'],
  ['DM', 'Pharmacien mutualiste ou minier'],
  ['E', 'Pharmacien d’Outre-Mer'],
  ['EA', 'Titulaire d’officine - OM'],
  ['EB', 'Industrie - OM'],
  ['EC', 'Distribution - OM'],
  ['ED', 'Adjoint - OM'],
  ['EG', 'Biologiste - OM'],
  ['EH', 'Etablissement de santé - OM'],
  ['G', 'Pharmacien biologiste'],
  ['H', 'Pharmacien d’établissement de santé'],
  ['M', 'Pharmacien militaire'],
]);
