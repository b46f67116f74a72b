import { PAPERS_DEFECTS, PAPERS_VARIANTS } from '../../fixtures/reference-dpi/defects/papers.js';
import { describeMatrix } from './matrix.js';

describeMatrix('papers', PAPERS_DEFECTS, PAPERS_VARIANTS);
