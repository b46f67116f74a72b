import { CONSULTATION_DEFECTS, CONSULTATION_VARIANTS } from '../../fixtures/reference-dpi/defects/consultation.js';
import { describeMatrix } from './matrix.js';

describeMatrix('consultation', CONSULTATION_DEFECTS, CONSULTATION_VARIANTS);
