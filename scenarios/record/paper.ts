import { fileBytes, type ScenarioContext } from '../harness/index.js';
import { providePaper } from './actions/papers.js';
import { checkPaper, type Paper } from './checks/paper.js';
import { paperFacts } from './paper-facts.js';

/** Asks for a paper, by the configuration first, then by the adapter or the operator, and judges it. Inside a step. */
export async function judgePaper(t: ScenarioContext, paper: Paper): Promise<void> {
  const { proof, what } = paper;
  const file = (await t.handedOver(proof)) ?? (await t.act(providePaper, { proof, paper: what })).paper;
  t.check(proof, ...checkPaper(paper, await paperFacts(fileBytes(file), new Date())));
}
