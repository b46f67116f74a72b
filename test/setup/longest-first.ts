import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts the defect matrices first: they take minutes, and one that starts last leaves the other cores idle. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isMatrix = ({ moduleId }: TestSpecification) => moduleId.includes('/test/defects/');
    return [...sorted.filter(isMatrix), ...sorted.filter((file) => !isMatrix(file))];
  }
}
