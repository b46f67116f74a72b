import { FEEDING_DEFECTS, FEEDING_VARIANTS } from '../../fixtures/reference-dpi/defects/feeding.js';
import { describeMatrix } from './matrix.js';

describeMatrix('feeding', FEEDING_DEFECTS, FEEDING_VARIANTS);
