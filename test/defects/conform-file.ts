import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the run of a product is kept for the other files of the same test run; the process of all files is its parent. */
export function conformFile(testRun: number, product: string): string {
  return join(tmpdir(), `banc-conform-${testRun}-${product.replaceAll(/\W+/g, '-')}.json`);
}
