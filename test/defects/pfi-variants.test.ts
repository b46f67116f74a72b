import { REFERENCE_PFI } from './reference-suts.js';
import { describeVariants } from './variants.js';

describeVariants(REFERENCE_PFI);
