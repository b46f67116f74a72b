import { describeMatrix } from './matrix.js';
import { REFERENCE_PFI } from './reference-suts.js';

describeMatrix(REFERENCE_PFI, 'flows');
