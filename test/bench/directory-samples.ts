import type { Directory, DirectoryProfessional, DirectoryStructure } from '../../fixtures/directory/records.js';

/** What a search of the mix looks for, taken from the records so that it is what a user of that directory would type. */
export interface Sample {
  /** A speciality and the beginning of a name of someone who has it. */
  specialty: string;
  family: string;
  /** Somebody's number. */
  rpps: string;
  /** Three or four letters inside a name. */
  letters: string;
  /** Beginning of a postal code, and letters inside a name of a structure there. */
  postal: string;
  structureLetters: string;
}

/** So many samples, always the same for a directory. */
export function samplesOf(directory: Directory, count: number): Sample[] {
  const { professionals, structures } = directory;
  let nth = 0;
  const next = <Row>(table: { count: number; at(row: number): Row }, wanted: (row: Row) => boolean): Row => {
    for (;;) {
      nth += 1;
      const row = table.at((Math.imul(nth, 0x9e37_79b1) >>> 0) % table.count);
      if (wanted(row)) return row;
    }
  };
  return Array.from({ length: count }, (_, at): Sample => {
    const person = next<DirectoryProfessional>(
      professionals,
      ({ active, specialties, familyName }) => active && specialties.length > 0 && familyName.length > 5,
    );
    const place = next<DirectoryStructure>(structures, ({ address, name }) => address !== undefined && name.length > 8);
    return {
      specialty: person.specialties[0]?.code ?? '',
      family: person.familyName.slice(0, 3),
      rpps: person.rpps,
      letters: person.familyName.slice(1, 4 + (at % 2)),
      postal: place.address?.postalCode.slice(0, 2 + (at % 4)) ?? '',
      structureLetters: place.name.slice(3, 7),
    };
  });
}
