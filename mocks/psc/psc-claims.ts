import { structure } from '../../fixtures/roster.js';
import type { Structure } from '../../fixtures/people.js';
import type { Identity, Means } from './identity.js';
import type { ClaimNames } from './provider-settings.js';

/** Claims of one person, as the two documents carry them. */
export interface PersonClaims {
  idToken: Record<string, unknown>;
  userinfo: Record<string, unknown>;
}

/** User federation every `sub` of the bench's realm starts with; Keycloak writes `f:<provider>:<id>`. */
const FEDERATION = 'f:0b5e9a1c-5e90-4b2a-9d0c-ba2c5e900000';

/**
 * Claims of Pro Santé Connect (psc-ssi.md §§2.3, 2.4): few in the ID token, the professional reference in userinfo.
 * Absent values are empty strings. `names` renames those a product maps.
 */
export function pscClaims(identity: Identity, means: Means, names: ClaimNames): PersonClaims {
  const { nationalId, familyName, givenName, professional } = identity;
  const place = placeOf(identity);
  const person = {
    sub: identity.sub ?? `${FEDERATION}:${nationalId}`,
    [names.login]: nationalId,
    [names.givenName]: givenName,
    [names.familyName]: familyName,
    [names.nationalId]: nationalId,
    authMode: means,
  };
  return {
    idToken: { ...person, acr: 'eidas1', auth_level: '1' },
    userinfo: {
      ...person,
      Secteur_Activite: place === undefined ? '' : `${place.sectorCode}^1.2.250.1.71.4.2.4`,
      SubjectOrganization: place?.name ?? '',
      SubjectOrganizationID: place === undefined ? '' : technicalId(place),
      Mode_Acces_Raison: '',
      Acces_Regulation_Medicale: 'FAUX',
      UITVersion: '1.0',
      Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
      PSI_Locale: '1.2.250.1.213.1.3.1.1',
      SubjectRole: professional === undefined ? [] : [`${professional.professionCode}^1.2.250.1.213.1.1.5.5`],
      otherIds: [{ identifiant: nationalId, origine: originOf(nationalId), qualite: 1 }],
      [names.professionalReference ?? 'SubjectRefPro']: professionalReference(identity),
    },
  };
}

/** `SubjectRefPro`: one `exercice` a profession, one activity a place. */
export function professionalReference(identity: Identity): Record<string, unknown> {
  const { professional, familyName, givenName, exercices = professional === undefined ? 0 : 1 } = identity;
  const place = placeOf(identity);
  return {
    codeCivilite: 'M',
    exercices: Array.from({ length: exercices }, (_, index) => ({
      codeProfession: professional?.professionCode ?? '',
      codeCategorieProfessionnelle: 'C',
      codeCiviliteDexercice: professional?.professionCode === '10' ? 'DR' : 'M',
      nomDexercice: familyName,
      prenomDexercice: givenName,
      codeTypeSavoirFaire: professional?.specialtyCode === undefined ? '' : 'S',
      codeSavoirFaire: professional?.specialtyCode ?? '',
      activities: [
        activity(place, 'S'),
        // A second practice is a private one in the same place: enough for a choice to be needed.
        ...(index > 0 ? [activity(place, 'L')] : []),
      ],
    })),
  };
}

function activity(place: Structure | undefined, mode: 'S' | 'L'): Record<string, string> {
  return {
    codeModeExercice: mode,
    codeSecteurDactivite: place?.sectorCode ?? '',
    codeSectionPharmacien: '',
    codeRole: '',
    codeGenreActivite: 'GENR01',
    numeroSiretSite: '',
    numeroSirenSite: '',
    numeroFinessSite: place === undefined ? '' : place.finess,
    numeroFinessetablissementJuridique: place?.finessEj ?? '',
    identifiantTechniqueDeLaStructure: place === undefined ? '' : technicalId(place),
    raisonSocialeSite: place?.name ?? '',
    enseigneCommercialeSite: '',
    complementDestinataire: '',
    complementPointGeographique: '',
    numeroVoie: '1',
    indiceRepetitionVoie: '',
    codeTypeDeVoie: 'RUE',
    libelleVoie: 'DES ESSAIS',
    mentionDistribution: '',
    bureauCedex: '',
    codePostal: '75000',
    codeCommune: '75056',
    codePays: '99000',
    telephone: '',
    telephone2: '',
    telecopie: '',
    adresseEMail: '',
    codeDepartement: '75',
    ancienIdentifiantDeLaStructure: place === undefined ? '' : `1${place.finess}`,
    autoriteDenregistrement: 'CNOM/CNOM/ARS',
  };
}

function placeOf({ professional }: Identity): Structure | undefined {
  return professional === undefined ? undefined : structure(professional.structure);
}

function technicalId({ finess }: Structure): string {
  return `F${finess}`;
}

function originOf(nationalId: string): string {
  if (/^8\d{11}$/.test(nationalId)) return 'RPPS';
  if (nationalId.startsWith('ANS')) return 'EDIT';
  return nationalId.startsWith('0') ? 'ADELI' : 'STRUCTURE';
}
