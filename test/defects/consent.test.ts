import { CONSENT_DEFECTS, CONSENT_VARIANTS } from '../../fixtures/reference-dpi/defects/consent.js';
import { describeMatrix } from './matrix.js';

describeMatrix('consent', CONSENT_DEFECTS, CONSENT_VARIANTS);
