import { REFERENCE_DPI } from './reference-suts.js';
import { describeVariants } from './variants.js';

describeVariants(REFERENCE_DPI);
