/** How long things live, in seconds. What the server keeps is judged on the injected clock; tokens say real times. */
export interface Lifetimes {
  accessToken: number;
  idToken: number;
  refreshToken: number;
  /** Session of the browser at the provider (SSO), at most. */
  session: number;
  /** The same without any use. */
  sessionIdle: number;
  code: number;
  ciba: number;
  /** Least time between two polls of a CIBA request; 0 = left out of the answer, and not enforced. */
  cibaInterval: number;
}

/** Lifetimes of Pro Santé Connect (psc-ssi.md §§2.3, 2.7, 7). The interval is the one of ANS's own mock. */
export const PSC_LIFETIMES: Lifetimes = {
  accessToken: 120,
  idToken: 120,
  refreshToken: 1_800,
  session: 14_400,
  sessionIdle: 1_800,
  code: 60,
  ciba: 120,
  cibaInterval: 1,
};

/** Lifetimes of the hospital's own provider: longer, as other vendors set them. */
export const IDP_LIFETIMES: Lifetimes = { ...PSC_LIFETIMES, accessToken: 600, idToken: 600, refreshToken: 7_200 };
