/**
 * Proofs the reference products end "not applicable": means of signing in that they do not offer. No mistake of theirs
 * can turn them red; the checks of their scenarios are those of other proofs, which have mistakes.
 */
export const NOT_OFFERED: Readonly<Record<'dpi' | 'pfi', readonly string[]>> = {
  dpi: [
    'PSC.01.01.02',
    'PSC.01.04.01',
    'PSC.01.04.02',
    'PSC.01.04.03',
    'PSC.01.04.04',
    'PSC.01.04.05',
    'PSC.11.01.01',
    'SSI/IAM.80.02',
    'SSI/IAM.81.02',
  ],
  pfi: [],
};
