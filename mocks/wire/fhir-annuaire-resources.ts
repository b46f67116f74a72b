import { asPractitioner, practitioner, practitionerRole } from './fhir-annuaire-people.js';
import { device, healthcareService, organization } from './fhir-annuaire-places.js';
import type { AnnuaireResource } from './fhir-annuaire-types.js';
import { extensionsNamed, type JsonObject } from './fhir-json.js';

/** Reads one resource; undefined when its type is none of the annuaire's. */
export function readAnnuaireResource(resource: JsonObject): AnnuaireResource | undefined {
  switch (resource.resourceType) {
    case 'Practitioner':
      return practitioner(resource);
    case 'PractitionerRole':
      // Before 2023 the practice of a person stood in a role without a person, which carried the name.
      return extensionsNamed(resource, 'practitionerRole-name').length > 0
        ? practitioner({ ...resource, ...asPractitioner(resource) })
        : practitionerRole(resource);
    case 'Organization':
      return organization(resource);
    case 'HealthcareService':
      return healthcareService(resource);
    case 'Device':
      return device(resource);
    default:
      return undefined;
  }
}
