import { Status, type StatusDetails } from 'allure-js-commons';
import type { CheckResult, Verdict } from './model.js';
import type { Words } from './words.js';

/**
 * A verdict in Allure's four statuses. `pass` and `warning` are passed, `fail` is failed. `error` and `not-observed` are
 * broken: nothing was proven and someone must act, as in junit.xml. `review` and `not-applicable` are skipped: neither
 * good nor bad until a person decides. The exact verdict stands in the label `verdict` and in the message.
 */
export function statusOf(verdict: Verdict): Status {
  switch (verdict) {
    case 'pass':
    case 'warning':
      return Status.PASSED;
    case 'fail':
      return Status.FAILED;
    case 'error':
    case 'not-observed':
      return Status.BROKEN;
    case 'review':
    case 'not-applicable':
      return Status.SKIPPED;
  }
}

/** What Allure shows beside a status: the verdict in words, then why. Nothing for `pass`. */
export function detailsOf(
  verdict: Verdict,
  check: CheckResult | undefined,
  error: string | undefined,
  words: Words,
): StatusDetails {
  if (verdict === 'pass') return {};
  const why = check?.message ?? check?.title ?? error;
  return {
    message: why === undefined ? words.verdicts[verdict] : `${words.verdicts[verdict]}${words.colon} ${why}`,
    ...(check?.expected === undefined ? {} : { expected: check.expected }),
    ...(check?.received === undefined ? {} : { actual: check.received }),
    ...(error === undefined ? {} : { trace: error }),
  };
}
