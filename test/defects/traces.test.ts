import { TRACES_DEFECTS, TRACES_VARIANTS } from '../../fixtures/reference-dpi/defects/traces.js';
import { describeMatrix } from './matrix.js';

describeMatrix('traces', TRACES_DEFECTS, TRACES_VARIANTS);
