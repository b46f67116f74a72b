/**
 * Public door of the engine for themes: declare actions, scenarios and checks.
 * @packageDocumentation
 */
export { defineAction, type Action } from './action.js';
export { defineAdapter, type ActionImplementation, type Adapter, type AdapterContext } from './adapter.js';
export {
  fail,
  notApplicable,
  notObserved,
  pass,
  review,
  verify,
  warn,
  type CheckDeclaration,
  type Finding,
  type FindingDetails,
  type Rule,
} from './check.js';
export type { FileContext, FileKind } from './file-kind.js';
export { fileBytes, providedFile, type ProvidedFile } from './provided-file.js';
export { defineScenario, type ActionWindow, type Scenario, type ScenarioContext, type Tenant } from './scenario.js';
export { inLang, joinTexts, text, type Lang, type Text, type TextOrData } from './text.js';
