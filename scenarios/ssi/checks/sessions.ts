import { type CheckDeclaration, type Finding, type Text, text, verify } from '../../harness/index.js';

const check = (id: string, requirement: string, title: Text): CheckDeclaration => ({
  id: `ssi.session.${id}`,
  title,
  rule: { reference: `REM ${requirement}`, confidence: 'stated' },
});

const CLOSED = check(
  'closed-by-user',
  'SSI/IE.38',
  text('L’utilisateur ferme sa session', 'The user closes the session'),
);
const SET = check(
  'inactivity-set',
  'SSI/IE.39',
  text('Le délai d’inactivité se règle', 'The inactivity delay can be set'),
);
const IDLE = check('closed-when-idle', 'SSI/IE.39', text('Une session inactive se ferme', 'An idle session closes'));
const LEFT = check(
  'closed-with-client',
  'SSI/IE.40',
  text('La session se ferme avec l’onglet ou le client', 'The session closes with the tab or the client'),
);

/** Signing out is offered, and then authentication is asked for. */
export function checkSignedOut({ offered, signInAsked }: { offered: boolean; signInAsked: boolean }): Finding {
  return verify(CLOSED, offered && signInAsked, {
    expected: text(
      'déconnexion proposée, puis authentification demandée',
      'sign-out offered, then authentication asked for',
    ),
    received: offered
      ? signInAsked
        ? text('authentification demandée', 'authentication asked for')
        : text('la session sert encore', 'the session still serves')
      : text('déconnexion pas proposée', 'sign-out not offered'),
  });
}

/** The delay shown after it was saved is the one wanted. */
export function checkInactivitySet(wanted: number, saved: number): Finding {
  return verify(SET, saved === wanted, { expected: `${wanted} min`, received: `${saved} min` });
}

/** After the delay the session is closed, which was open before. */
export function checkClosedWhenIdle(openBefore: boolean, openAfter: boolean): Finding {
  return verify(IDLE, openBefore && !openAfter, {
    expected: text('ouverte avant, fermée après', 'open before, closed after'),
    received: text(
      `${openBefore ? 'ouverte' : 'fermée'} avant, ${openAfter ? 'ouverte' : 'fermée'} après`,
      `${openBefore ? 'open' : 'closed'} before, ${openAfter ? 'open' : 'closed'} after`,
    ),
  });
}

/** Back in the product, a new identification is asked for. */
export function checkClosedWithClient(signInAsked: boolean): Finding {
  return verify(LEFT, signInAsked, {
    expected: text('nouvelle identification demandée', 'new identification asked for'),
    received: signInAsked ? text('demandée', 'asked for') : text('session encore ouverte', 'session still open'),
  });
}
