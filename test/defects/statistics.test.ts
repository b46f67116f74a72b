import { describeMatrix } from './matrix.js';
import { REFERENCE_DPI } from './reference-suts.js';

describeMatrix(REFERENCE_DPI, 'statistics');
