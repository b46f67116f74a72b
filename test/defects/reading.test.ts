import { READING_DEFECTS, READING_VARIANTS } from '../../fixtures/reference-dpi/defects/reading.js';
import { describeMatrix } from './matrix.js';

describeMatrix('reading', READING_DEFECTS, READING_VARIANTS);
